// A real cluster, and what it survives: moves, paused hosts, kill -9 of each part, a new broker, a new database. [CLK-2, ACT-4]
import { setTimeout as sleep } from 'node:timers/promises'
import { createMqttBus } from '@civitas/bus'
import { type MoveAnswer, placementTopics } from '@civitas/districts/placement/orders'
import { must } from '@civitas/kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '../../scripts/cluster/cluster.ts'
import { call, makeAgents } from '../helpers/agents.ts'
import { brokenPromises, startWitness, type Witness } from '../helpers/witness.ts'

const START_MS = 90_000
const STORY_MS = 90_000
/** Nothing may take longer; how long it takes is a benchmark, not this. */
const WITHIN_MS = 60_000
const POLL_MS = 50
const WITNESSES = 12
const ACT_EVERY_MS = 400
/** Longer than a lease. */
const AWAY_MS = 5_000

interface Service {
  id: string
  pid: number
  roles: string[]
  status: string
  leading?: boolean
  districts: { district: string; epoch: number; tick: number }[]
}
interface Placed {
  id: string
  status: string
  service?: string
  epoch: number
  tick: number
}

let cluster: Cluster
let witnesses: Witness[] = []
/** Where the witnesses live. */
let home = ''

beforeAll(async () => {
  cluster = await startCluster({ gateways: 2, env: { LOG_LEVEL: 'warn' } })
  const { url, mqttUrl } = must(cluster.gateways[0], 'a gateway')
  const agents = await makeAgents({ url }, WITNESSES)
  const { district } = await call(url, 'GET', `/agents/${must(agents[0], 'an agent').id}/public`)
  home = String(district)
  witnesses = await Promise.all(agents.map((one) => startWitness(one, mqttUrl, ACT_EVERY_MS)))
}, START_MS)

afterAll(async () => {
  await Promise.all(witnesses.map((witness) => witness.stop()))
  await cluster?.stop()
}, START_MS)

describe('a cluster', () => {
  it('[CLK-2] spreads its districts over its hosts, and tells where they are', async () => {
    await acknowledged()
    const { services, districts } = await directory()
    expect(services.map(({ roles }) => roles.join(','))).toSatisfy((roles: string[]) => roles.length === 6)
    expect(services.every(({ status }) => status === 'live')).toBe(true)
    expect(services.filter(({ leading }) => leading)).toHaveLength(1)
    expect(new Set(districts.map(({ service }) => service)).size).toBe(districts.length)
  })

  it('[CLK-2] moves a district between live hosts; sessions go on', { timeout: STORY_MS }, async () => {
    const before = await placed(home)
    const to = await otherHost(before)
    const bus = await createMqttBus({ url: cluster.services.env.SERVICES_MQTT_URL, clientId: 'test' })
    await bus.settled()
    const answer = await bus.request(placementTopics.move(home), { to }, { timeoutMs: WITHIN_MS })
    await bus.close()
    expect(answer).toMatchObject({ moved: true } satisfies Partial<MoveAnswer>)
    await until(async () => {
      const after = await placed(home)
      return after.service === to && after.epoch > before.epoch && after.tick > before.tick
    })
    report('move', (answer as MoveAnswer).tookMs ?? NaN)
    await acknowledged()
    expect(await faults()).toEqual([])
  })

  it('[CLK-2] a paused host that wakes finds itself replaced, and writes nothing', { timeout: STORY_MS }, async () => {
    const before = await placed(home)
    const frozen = await hostOf(before)
    frozen.signal('SIGSTOP')
    await until(async () => isTakenOver(before))
    await acknowledged()
    frozen.signal('SIGCONT')
    await until(async () => {
      const { services } = await directory()
      const awake = services.find(({ pid, status }) => pid === frozen.pid && status === 'live')
      return awake !== undefined && !awake.districts.some(({ district }) => district === home)
    })
    const after = await placed(home)
    await acknowledged()
    expect((await placed(home)).epoch).toBe(after.epoch)
    expect(await faults()).toEqual([])
  })

  it('[CLK-2] the standby leads when the orchestrator dies', { timeout: STORY_MS }, async () => {
    const leader = async () => (await directory()).services.find(({ leading, status }) => leading && status === 'live')
    const before = must(await leader(), 'a leader')
    const process = must(
      cluster.processes.find(({ pid }) => pid === before.pid),
      'its process',
    )
    process.signal('SIGKILL')
    await until(async () => {
      const now = await leader()
      return now !== undefined && now.id !== before.id
    })
    process.restart()
    await acknowledged()
  })

  it('[ACT-4] kill -9 of a host under load loses nothing acknowledged', { timeout: STORY_MS }, async () => {
    const before = await placed(home)
    const victim = await hostOf(before)
    const killedMs = performance.now()
    victim.signal('SIGKILL')
    await until(async () => isTakenOver(before))
    await acknowledged()
    report('failover', performance.now() - killedMs)
    expect(await faults()).toEqual([])
    victim.restart()
  })

  it('[STR-3] when a gateway dies, its agents go on at another by cursor', { timeout: STORY_MS }, async () => {
    const [first, second] = [must(cluster.gateways[0], 'a gateway'), must(cluster.gateways[1], 'another')]
    const gateway = cluster.process('gateway-1')
    gateway.signal('SIGKILL')
    await Promise.all(witnesses.map((witness) => witness.moveTo(second.mqttUrl)))
    await acknowledged()
    expect(await faults(second.url)).toEqual([])
    gateway.restart()
    await until(async () => (await fetch(`${first.url}/ready`)).status === 200)
  })

  it('rides out a broker that crashed', { timeout: STORY_MS }, async () => {
    await cluster.services.restart('Mosquitto', 'SIGKILL', AWAY_MS)
    await acknowledged()
    expect(await faults()).toEqual([])
  })

  it('rides out a database that crashed', { timeout: STORY_MS }, async () => {
    await cluster.services.restart('PostgreSQL', 'SIGQUIT', AWAY_MS)
    await acknowledged()
    expect(await faults()).toEqual([])
  })
})

/** Resolves when every witness was told a result that it had not when this was called. */
async function acknowledged(): Promise<void> {
  const sinceMs = performance.now()
  await until(() => Promise.resolve(witnesses.every(({ newestResultMs }) => newestResultMs > sinceMs)))
}

async function faults(url = must(cluster.gateways[1], 'a gateway').url): Promise<string[]> {
  return (await Promise.all(witnesses.map((witness) => brokenPromises(witness, url)))).flat()
}

async function directory(): Promise<{ services: Service[]; districts: Placed[] }> {
  const answer = await call(must(cluster.gateways[1], 'a gateway').url, 'GET', '/directory')
  return answer as unknown as { services: Service[]; districts: Placed[] }
}

async function placed(district: string): Promise<Placed> {
  const { districts } = await directory()
  return must(
    districts.find(({ id }) => id === district),
    district,
  )
}

async function isTakenOver(before: Placed): Promise<boolean> {
  const now = await placed(before.id)
  return now.epoch > before.epoch && now.tick > before.tick
}

async function hostOf({ service }: Placed) {
  const { services } = await directory()
  const { pid } = must(
    services.find(({ id }) => id === service),
    'a service',
  )
  return must(
    cluster.processes.find((process) => process.pid === pid),
    'a process',
  )
}

async function otherHost({ service }: Placed): Promise<string> {
  const { services } = await directory()
  return must(
    services.find(({ id, roles }) => id !== service && roles.includes('district')),
    'another host',
  ).id
}

async function until(met: () => Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + WITHIN_MS
  let problem: unknown
  while (performance.now() < deadlineMs) {
    try {
      if (await met()) return
    } catch (error) {
      problem = error
    }
    await sleep(POLL_MS)
  }
  const printed = cluster.processes.map(({ name, output }) => `${name}: ${output().slice(-1_500)}`)
  throw new Error(`not within ${WITHIN_MS / 1000} s; printed was\n${printed.join('\n')}`, { cause: problem })
}

function report(what: string, ms: number): void {
  console.log(`${what}: ${(ms / 1000).toFixed(2)} s`)
}
