// Tells the world its tick and its time, from what the districts report. Nobody waits for it. [CLK-1]
import type { Bus } from '@civitas/bus'
import { type ClockState, type DistrictStateMessage, topics, type WorldTickMessage } from '@civitas/schema'

/** Publishes `/world/tick` and `/world/clock` each time that all districts have committed a tick; returns the function that ends it. */
export function publishWorldTicks(bus: Bus, districts: readonly string[]): () => void {
  const ticks = new Map<string, number>(districts.map((district) => [district, -1]))
  let published = -1
  const note = ({ district, tick, clock }: DistrictStateMessage) => {
    if (!ticks.has(district)) return
    ticks.set(district, tick)
    const common = Math.min(...ticks.values())
    if (common <= published) return
    published = common
    const worldTick: WorldTickMessage = { tick: common }
    const worldClock: ClockState = clock
    bus.publish(topics.worldTick(), worldTick)
    bus.publish(topics.worldClock(), worldClock)
  }
  const ends = districts.map((district) =>
    bus.subscribe(topics.districtState(district), (message) => note(message as DistrictStateMessage)),
  )
  return () => {
    for (const end of ends) end()
  }
}
