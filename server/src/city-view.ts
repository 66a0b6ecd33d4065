// What the districts last said of themselves: tick, clock, number of residents. The newest committed state, nothing older.
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import { type ClockState, type DistrictStateMessage, topics } from '@civitas/schema'

interface Seen {
  state: DistrictStateMessage
  /** Monotonic milliseconds at which the tick, and the city's clock, last moved on. */
  tickMovedMs: number
  clockMovedMs: number
}

export class CityView {
  private readonly districts = new Map<string, Seen>()
  private readonly clock: Clock
  private readonly unsubscribe: () => void

  constructor(bus: Bus, clock: Clock) {
    this.clock = clock
    this.unsubscribe = bus.subscribe(topics.districtState('+'), (message) => this.take(message as DistrictStateMessage))
  }

  state(district: string): DistrictStateMessage | undefined {
    return this.districts.get(district)?.state
  }

  /** The clock of the district that is furthest on. */
  newestClock(): ClockState | undefined {
    let newest: ClockState | undefined
    for (const { state } of this.districts.values()) if (!newest || state.clock.tick > newest.tick) newest = state.clock
    return newest
  }

  /** How long nothing moved in a district, in milliseconds. `undefined`: it never reported. */
  stillMs(district: string): { tick: number; clock: number; paused: boolean } | undefined {
    const seen = this.districts.get(district)
    if (!seen) return undefined
    const nowMs = this.clock.monotonicMs()
    return { tick: nowMs - seen.tickMovedMs, clock: nowMs - seen.clockMovedMs, paused: seen.state.clock.paused }
  }

  stop(): void {
    this.unsubscribe()
  }

  private take(state: DistrictStateMessage): void {
    const nowMs = this.clock.monotonicMs()
    const before = this.districts.get(state.district)
    const newer = !before || state.epoch > before.state.epoch || state.tick > before.state.tick
    if (!newer) return
    const clockMoved = !before || state.clock.city_ms !== before.state.clock.city_ms
    this.districts.set(state.district, {
      state,
      tickMovedMs: nowMs,
      clockMovedMs: clockMoved ? nowMs : before.clockMovedMs,
    })
  }
}
