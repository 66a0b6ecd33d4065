import { Presence } from '@civitas/bus/presence'
import { afterEach, expect, test } from 'vitest'
import { type City, openCity } from './city.ts'

let city: City
afterEach(async () => {
  city.presence.stop()
  await city.close()
})

async function openWithHost(environment?: Record<string, string>) {
  city = await openCity(environment)
  const { bus, clock } = city
  const host = new Presence({ bus, clock }, ['district', 'agents'])
  host.describe(() => ({ districts: [{ district: 'old-town', epoch: 1, tick: 1 }] }))
  city.presence.start()
  host.start()
  await clock.advance(1_200)
  return host
}

const directory = async () => {
  const { status, body } = await city.call('GET', '/directory')
  expect(status).toBe(200)
  return body as { services: Record<string, unknown>[]; districts: Record<string, unknown>[] }
}

test('[CLK-2] the directory tells who lives, and where each district runs', async () => {
  const host = await openWithHost()
  const { services, districts } = await directory()
  expect(services.find(({ id }) => id === host.id)).toMatchObject({
    roles: ['district', 'agents'],
    status: 'live',
    heartbeat_age_ms: 200,
    pid: process.pid,
    districts: [{ district: 'old-town', epoch: 1, tick: 1 }],
  })
  expect(services).toHaveLength(2)
  expect(districts).toMatchObject([{ id: 'old-town', name: 'Old Town', status: 'running', service: host.id, tick: 1 }])
  host.stop()
})

test('[CLK-2] a service that fell silent is lost, and nobody holds its district', async () => {
  const host = await openWithHost()
  host.stop()
  await city.clock.advance(4_000)
  const { services, districts } = await directory()
  expect(services.find(({ id }) => id === host.id)).toMatchObject({ status: 'lost' })
  expect(districts[0]).toMatchObject({ status: 'still' })
  expect(districts[0]).not.toHaveProperty('service')
})

test('[§11] in public mode the directory names neither machines nor processes', async () => {
  const host = await openWithHost({ CIVITAS_TEST: '0', PUBLIC_URL: 'https://city.example' })
  const { services } = await directory()
  for (const service of services) for (const name of ['host', 'pid']) expect(service).not.toHaveProperty(name)
  host.stop()
})

test('[HND-1, CMD-3] what does not add up is a warning beside the orchestrator that found it, and the city is ready all the same', async () => {
  const host = await openWithHost()
  const warning = 'market has 7 coins, should have 9'
  const orchestrator = new Presence({ bus: city.bus, clock: city.clock }, ['orchestrator'])
  orchestrator.describe(() => ({ leading: true, warnings: [warning] }))
  orchestrator.start()
  await city.clock.advance(100)
  const { services } = await directory()
  expect(services.find(({ id }) => id === orchestrator.id)).toMatchObject({ leading: true, warnings: [warning] })
  expect(services.find(({ id }) => id === host.id)).not.toHaveProperty('warnings')
  const ready = await city.call('GET', '/ready', { root: true })
  expect(ready).toMatchObject({ status: 200, body: { ready: true, reasons: [], warnings: [warning] } })
  orchestrator.stop()
  host.stop()
})
