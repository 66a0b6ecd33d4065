// Places districts on this host: takes what is free up to its share, gives to who joined, obeys orders to move. [CLK-2]
import type { Bus } from '@civitas/bus'
import type { HeldDistrict, Presence } from '@civitas/bus/presence'
import type { Clock, Service } from '@civitas/kit'
import type { Logger } from '@civitas/telemetry'
import { type FreeMessage, type MoveAnswer, type MoveOrder, placementTopics, type TakeOrder } from './orders.ts'
import type { PlacedDistrict } from './placed-district.ts'
import { type HostLoad, mayTake, shareOf, shouldGive } from './rule.ts'

/** How often a free lease is looked for: with the lease's 3 s a dead host is replaced within 5 s. */
const LOOK_MS = 200
/** Before its first attempt a host listens for who else is there. */
const LISTEN_MS = 1_500
/** A host that joined and was given nothing for this long is no longer waited for. */
const JOINING_MS = 60_000
/** Between two gifts: the other host has taken the first one by then, or will not. */
const GIVE_PAUSE_MS = 3_000
/** For which a district on the move is left to the host that it was promised to. */
const RESERVED_MS = 5_000
/** For the other host to take the lease and recover. */
const TAKE_TIMEOUT_MS = 15_000

export interface PlacementDeps {
  bus: Bus
  presence: Presence
  clock: Clock
  log: Logger
}

export class Placement implements Service {
  readonly id = 'placement'
  private readonly deps: PlacementDeps
  private readonly districts: readonly PlacedDistrict[]
  private readonly stopping = new AbortController()
  private readonly startedMs: number
  private hadItsShare = false
  private notGivingBeforeMs = -Infinity
  private wake = () => {}
  private ends: (() => void)[] = []
  private readonly orders = new Map<string, () => void>()
  private running: Promise<void> = Promise.resolve()

  constructor(deps: PlacementDeps, districts: readonly PlacedDistrict[]) {
    this.deps = deps
    this.districts = districts
    this.startedMs = deps.clock.monotonicMs()
    deps.presence.describe(() => ({ joining: this.joining, districts: this.held }))
  }

  async start(): Promise<void> {
    const { bus, presence } = this.deps
    this.ends = [
      bus.subscribe(placementTopics.free(), (message) => this.noteFree(message as FreeMessage)),
      bus.respond(placementTopics.take(presence.id), (order) => this.takeOrdered(order as TakeOrder)),
    ]
    this.running = this.run(this.stopping.signal)
  }

  /** Gives everything up; who else lives is told at once. */
  async stop(): Promise<void> {
    if (!this.stopping.signal.aborted) this.deps.presence.leave()
    this.stopping.abort()
    await this.running
    await Promise.all(this.districts.map((district) => district.giveUp()))
    for (const end of [...this.ends, ...this.orders.values()]) end()
    this.ends = []
    this.orders.clear()
  }

  /** What this host runs now. */
  get held(): HeldDistrict[] {
    return this.districts.flatMap(({ held }) => held ?? [])
  }

  /** Something came or went here: answer its orders, and tell the others. */
  changed(): void {
    for (const one of this.districts) {
      const { district, held } = one
      const answers = this.orders.get(district)
      if (held && !answers) {
        const move = (order: unknown) => this.moveOrdered(one, order as MoveOrder)
        this.orders.set(district, this.deps.bus.respond(placementTopics.move(district), move))
      } else if (!held && answers) {
        answers()
        this.orders.delete(district)
        const free: FreeMessage = { district }
        this.deps.bus.publish(placementTopics.free(), free)
      }
    }
    this.deps.presence.announce()
  }

  private async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.deps
    await clock.sleep(LISTEN_MS, signal)
    while (!signal.aborted) {
      for (const district of this.districts) {
        if (signal.aborted) return
        if (district.ready && mayTake(this.me, this.others, this.districts.length)) await district.take()
      }
      if (this.me.held >= this.share) this.hadItsShare = true
      await this.giveOne()
      const woken = new AbortController()
      this.wake = () => woken.abort()
      await clock.sleep(LOOK_MS, AbortSignal.any([signal, woken.signal]))
    }
  }

  private async giveOne(): Promise<void> {
    const { clock, log } = this.deps
    const nowMs = clock.monotonicMs()
    if (nowMs < this.notGivingBeforeMs || !shouldGive(this.me, this.others, this.districts.length)) return
    const gift = this.districts.findLast(({ held, pinned }) => held && !pinned)
    if (!gift) return
    this.notGivingBeforeMs = nowMs + GIVE_PAUSE_MS
    log.info({ district: gift.district }, 'another host joined: giving a district up')
    await gift.giveUp()
  }

  /** Gives the district up for a named host, and answers when that one runs it. */
  private async moveOrdered(one: PlacedDistrict, { to }: MoveOrder): Promise<MoveAnswer> {
    const { bus, presence, clock, log } = this.deps
    const { district } = one
    if (to === presence.id) return { moved: false, reason: 'it is there already' }
    if (!presence.hosts().some(({ id }) => id === to)) return { moved: false, reason: `no host ${to} lives` }
    const startMs = clock.monotonicMs()
    const reserved: FreeMessage = { district, for: to }
    bus.publish(placementTopics.free(), reserved)
    one.holdOff(RESERVED_MS)
    await one.giveUp()
    const order: TakeOrder = { district }
    try {
      const answer = await bus.request(placementTopics.take(to), order, { timeoutMs: TAKE_TIMEOUT_MS })
      const tookMs = Math.round(clock.monotonicMs() - startMs)
      log.info({ district, to, tookMs }, 'district moved')
      return { ...(answer as MoveAnswer), tookMs }
    } catch (error) {
      log.warn({ err: error, district, to }, 'the other host did not take the district')
      return { moved: false, reason: `host ${to} did not answer: whoever has room takes the district` }
    }
  }

  private async takeOrdered({ district }: TakeOrder): Promise<MoveAnswer> {
    const one = this.districts.find((candidate) => candidate.district === district)
    if (!one || this.stopping.signal.aborted) return { moved: false, reason: 'the host does not take it' }
    const moved = await one.take()
    one.pinned = moved
    return moved ? { moved } : { moved, reason: 'another host was faster' }
  }

  private noteFree({ district, for: host }: FreeMessage): void {
    const isForOther = host !== undefined && host !== this.deps.presence.id
    if (isForOther) this.districts.find((one) => one.district === district)?.holdOff(RESERVED_MS)
    else this.wake()
  }

  private get joining(): boolean {
    return !this.hadItsShare && this.deps.clock.monotonicMs() - this.startedMs < JOINING_MS
  }

  private get share(): number {
    return shareOf(this.districts.length, this.others.length + 1)
  }

  private get me(): HostLoad {
    const held = this.districts.filter(({ busy }) => busy).length
    return { id: this.deps.presence.id, held, joining: this.joining }
  }

  private get others(): HostLoad[] {
    const hosts = this.deps.presence.hosts().filter(({ id }) => id !== this.deps.presence.id)
    return hosts.map(({ id, districts, joining = false }) => ({ id, held: districts.length, joining }))
  }
}
