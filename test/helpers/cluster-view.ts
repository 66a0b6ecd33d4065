// A cluster as its directory tells it, and waiting for what it should tell. Used by tests and benchmarks alike.
import { setTimeout as sleep } from 'node:timers/promises'
import { createMqttBus } from '@civitas/bus'
import { type MoveAnswer, placementTopics } from '@civitas/districts/placement/orders'
import { must } from '@civitas/kit'
import type { Cluster } from '../../scripts/cluster/cluster.ts'
import type { ClusterProcess } from '../../scripts/cluster/processes.ts'
import { call } from './agents.ts'

/** Nothing may take longer; how long it takes is a benchmark. */
export const WITHIN_MS = 60_000
/** Below the rate at which visitors may ask. */
const POLL_MS = 60
const SHOWN_CHARACTERS = 1_500

export interface Service {
  id: string
  pid: number
  roles: string[]
  status: string
  leading?: boolean
  districts: { district: string; epoch: number; tick: number }[]
}

export interface Placed {
  id: string
  status: string
  service?: string
  epoch: number
  tick: number
}

export class ClusterView {
  /** The gateway that is asked. */
  url: string
  private readonly cluster: Cluster

  constructor(cluster: Cluster) {
    this.cluster = cluster
    this.url = must(cluster.gateways.at(-1), 'a gateway').url
  }

  async directory(): Promise<{ services: Service[]; districts: Placed[] }> {
    const answer = await call(this.url, 'GET', '/directory')
    return answer as unknown as { services: Service[]; districts: Placed[] }
  }

  async placed(district: string): Promise<Placed> {
    const { districts } = await this.directory()
    return must(
      districts.find(({ id }) => id === district),
      district,
    )
  }

  /** Whether it ticks under a higher epoch. */
  async isTakenOver(before: Placed): Promise<boolean> {
    const now = await this.placed(before.id)
    return now.epoch > before.epoch && now.tick > before.tick
  }

  async leader(): Promise<Service | undefined> {
    const { services } = await this.directory()
    return services.find(({ leading, status }) => leading && status === 'live')
  }

  /** Every host runs as many districts as every other. */
  async isEven(): Promise<boolean> {
    const { services } = await this.directory()
    const hosts = services.filter(({ roles, status }) => status === 'live' && roles.includes('district'))
    const expected = this.cluster.processes.filter(({ name }) => name.startsWith('host')).length
    return hosts.length === expected && new Set(hosts.map(({ districts }) => districts.length)).size === 1
  }

  async hostOf({ service }: Placed): Promise<ClusterProcess> {
    const { services } = await this.directory()
    return this.processOf(
      must(
        services.find(({ id }) => id === service),
        'a service',
      ),
    )
  }

  async otherHost({ service }: Placed): Promise<Service> {
    const { services } = await this.directory()
    const fits = ({ id, roles, status }: Service) => id !== service && status === 'live' && roles.includes('district')
    return must(services.find(fits), 'another host')
  }

  processOf({ pid }: Service): ClusterProcess {
    return must(
      this.cluster.processes.find((process) => process.pid === pid),
      'a process',
    )
  }

  /** Orders the district to another host. */
  async move(district: string, to: string): Promise<MoveAnswer> {
    const bus = await createMqttBus({ url: this.cluster.services.env.SERVICES_MQTT_URL, clientId: 'operator' })
    try {
      await bus.settled()
      return (await bus.request(placementTopics.move(district), { to }, { timeoutMs: WITHIN_MS })) as MoveAnswer
    } finally {
      await bus.close()
    }
  }

  /** Rejects with what the processes printed when that takes too long; an error counts as "not yet". */
  async until(met: () => Promise<boolean> | boolean): Promise<void> {
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
    const printed = this.cluster.processes.map(({ name, output }) => `${name}: ${output().slice(-SHOWN_CHARACTERS)}`)
    throw new Error(`not within ${WITHIN_MS / 1000} s; printed was\n${printed.join('\n')}`, { cause: problem })
  }
}
