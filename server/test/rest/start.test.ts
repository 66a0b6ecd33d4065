import { expect, test } from 'vitest'
import { openCity } from './city.ts'

test('[§16] the gateway listens, says where, and stops at once although clients wait', async () => {
  const city = await openCity({ PORT: '0', MQTT_PORT: '0', MQTT_WS_PORT: '0' })
  await city.server.start(new AbortController().signal)
  const { urls } = city.server
  expect(urls.http).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(urls.mqtt).toMatch(/^mqtt:\/\/127\.0\.0\.1:\d+$/)
  expect(city.server.banner()).toContain(`${urls.http}/skill.md`)
  expect(await (await fetch(`${urls.http}/skill.md`)).text()).toContain(`mqtt.connect('${urls.mqtt}'`)

  const { token } = await city.owner()
  const { id, key } = await city.agent(token)
  const headers = { authorization: `Bearer ${key}` }
  const stream = await fetch(`${urls.http}/api/v1/agents/${id}/stream`, { headers })
  expect(stream.status).toBe(200)
  const cut = stream.text().then(
    () => 'ended',
    () => 'cut',
  )
  const poll = fetch(`${urls.http}/api/v1/agents/${id}/inbox?wait=30`, { headers }).then(
    () => 'answered',
    () => 'cut',
  )
  await expect.poll(async () => (await fetch(`${urls.http}/ready`)).status).toBe(200)
  await city.close()
  expect(['ended', 'cut']).toContain(await cut)
  expect(['answered', 'cut']).toContain(await poll)
  await expect(fetch(`${urls.http}/health`)).rejects.toThrow('fetch failed')
})
