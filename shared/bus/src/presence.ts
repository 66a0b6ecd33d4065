// Who lives: each process tells the others of itself once a second; who was not heard of for a while is lost. [CLK-2]
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Clock } from '@civitas/kit'
import type { Bus } from './bus.ts'

const HEARTBEAT_MS = 1_000
/** Two heartbeats may be missing: a lease runs out a little later, so that who takes it over already knows. */
const LIVE_MS = 2_500
/** How long a lost process stays in the directory. */
const REMEMBERED_MS = 60_000

export type Role = 'orchestrator' | 'gateway' | 'district' | 'agents'

/** What a process says of itself. */
export interface ProcessMessage {
  id: string
  host: string
  pid: number
  roles: readonly Role[]
  /** Unix milliseconds. */
  startedMs: number
  /** The orchestrator that acts; the others stand by. */
  leading?: boolean
  /** What does not add up in the city, as the leading orchestrator found it. */
  warnings?: readonly string[]
  /** A host that has not had its share of districts yet. */
  joining?: boolean
  /** It stops, and takes nothing more. */
  leaving?: boolean
  districts: readonly HeldDistrict[]
  /** Where a gateway is reached. */
  url?: string
}

export interface HeldDistrict {
  district: string
  epoch: number
  tick: number
}

export interface SeenProcess extends ProcessMessage {
  /** Milliseconds since it was last heard. */
  ageMs: number
  status: 'live' | 'leaving' | 'lost'
}

const TOPIC = '/process/presence'

export class Presence {
  readonly id: string
  private readonly me: ProcessMessage
  private readonly bus: Bus
  private readonly clock: Clock
  private readonly parts: (() => Partial<ProcessMessage>)[] = []
  private readonly seen = new Map<string, { message: ProcessMessage; atMs: number }>()
  private readonly listeners = new Set<() => void>()
  private readonly stopping = new AbortController()
  private unsubscribe = () => {}
  private leaving = false

  constructor(deps: { bus: Bus; clock: Clock }, roles: readonly Role[]) {
    this.bus = deps.bus
    this.clock = deps.clock
    this.id = randomUUID().slice(0, 8)
    const startedMs = deps.clock.wallMs()
    this.me = { id: this.id, host: hostname(), pid: process.pid, roles, startedMs, districts: [] }
  }

  /** Adds what one part of the process says of itself; asked at every heartbeat. */
  describe(part: () => Partial<ProcessMessage>): void {
    this.parts.push(part)
  }

  /** Told whenever a process came, left, or said something new of itself. Returns the function that ends it. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  start(): void {
    this.unsubscribe = this.bus.subscribe(TOPIC, (message) => this.take(message as ProcessMessage))
    void this.beat()
  }

  /** From now on the process says that it takes nothing more. */
  leave(): void {
    this.leaving = true
    this.announce()
  }

  stop(): void {
    this.stopping.abort()
    this.unsubscribe()
  }

  /** Says it at once instead of at the next heartbeat: something changed. */
  announce(): void {
    this.bus.publish(TOPIC, this.say())
  }

  /** All that were heard of within the last minute, this one included. Oldest first. */
  known(): SeenProcess[] {
    const nowMs = this.clock.monotonicMs()
    const processes = [...this.seen.values()].map(({ message, atMs }) => {
      const ageMs = Math.max(0, Math.round(nowMs - atMs))
      const status = ageMs > LIVE_MS ? ('lost' as const) : message.leaving ? ('leaving' as const) : ('live' as const)
      return { ...message, ageMs, status }
    })
    return processes.toSorted((a, b) => a.startedMs - b.startedMs || (a.id < b.id ? -1 : 1))
  }

  /** Hosts of districts that live and stay. */
  hosts(): SeenProcess[] {
    return this.known().filter(({ status, roles }) => status === 'live' && roles.includes('district'))
  }

  private say(): ProcessMessage {
    const said = Object.assign({}, this.me, ...this.parts.map((part) => part())) as ProcessMessage
    return this.leaving ? { ...said, leaving: true } : said
  }

  private async beat(): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      this.announce()
      await this.clock.sleep(HEARTBEAT_MS, signal)
    }
  }

  private take(message: ProcessMessage): void {
    const nowMs = this.clock.monotonicMs()
    this.seen.set(message.id, { message, atMs: nowMs })
    for (const [id, { atMs }] of this.seen) if (nowMs - atMs > REMEMBERED_MS) this.seen.delete(id)
    for (const listener of this.listeners) listener()
  }
}
