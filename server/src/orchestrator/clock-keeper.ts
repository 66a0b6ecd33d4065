// Makes a new clock record when the whole city is far from the old one: the missed time never was. [CLK-1]
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import { type DistrictStateMessage, topics } from '@civitas/schema'
import type { ClockRecord, Store } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'

/** Further from the record than this, either way. */
const FAR_MS = 60_000
const LOOK_MS = 1_000
/** A district that said nothing for so many ticks does not count as running. */
const SILENT_TICKS = 5

export interface ClockKeeperDeps {
  store: Store
  bus: Bus
  clock: Clock
  log: Logger
}

export interface KeptClock {
  branch: string
  districts: readonly string[]
  tickMs: number
  /** The record that holds at the beginning. */
  first: ClockRecord
}

/**
 * Watches until `signal` aborts. One district that lags behind catches up by itself; only when the one furthest on
 * is far from due does everybody get a new record, so that all districts keep the same one.
 */
export async function keepClock(deps: ClockKeeperDeps, of: KeptClock, signal: AbortSignal): Promise<void> {
  const { bus, clock, log } = deps
  let record = of.first
  let newest: Heard | undefined
  const end = bus.subscribe(topics.districtState('+'), (message) => {
    const { tick } = message as DistrictStateMessage
    if (!newest || tick > newest.tick) newest = { tick, atMs: clock.monotonicMs() }
  })
  while (!signal.aborted) {
    await clock.sleep(LOOK_MS, signal)
    if (signal.aborted || !newest) continue
    try {
      record = (await anew(deps, of, { record, newest })) ?? record
    } catch (error) {
      log.warn({ err: error }, 'clock record not kept')
    }
  }
  end()
}

/** The newest tick of which anybody told, and when. */
interface Heard {
  tick: number
  atMs: number
}

/** A new record, kept and told, where one is due. Rejects when the store does not answer. */
async function anew(
  { store, bus, clock, log }: ClockKeeperDeps,
  { branch, districts, tickMs }: KeptClock,
  { record, newest }: { record: ClockRecord; newest: Heard },
): Promise<ClockRecord | undefined> {
  if (record.speed === 0) return undefined
  const silentMs = clock.monotonicMs() - newest.atMs
  if (silentMs > (SILENT_TICKS * tickMs) / record.speed + LOOK_MS) return undefined
  const atMs = clock.wallMs() - silentMs
  const offMs = (tick: number) => atMs - dueMs(record, tick, tickMs)
  if (Math.abs(offMs(newest.tick)) <= FAR_MS) return undefined
  // Whoever was not heard yet may be further on: the store knows.
  const heads = await Promise.all(districts.map((district) => store.tickLog.head(branch, district)))
  const furthest = Math.max(newest.tick, ...heads.map((head) => head?.tick ?? 0))
  if (Math.abs(offMs(furthest)) <= FAR_MS) return undefined
  const next = { ...record, tick0: furthest, wall0Ms: Math.round(atMs) }
  await store.city.addClock(branch, next)
  bus.publish(topics.worldClockRecord(), next)
  log.warn({ ...next, offMs: Math.round(offMs(furthest)) }, 'far from the clock record: a new one holds from now on')
  return next
}

function dueMs({ tick0, wall0Ms, speed }: ClockRecord, tick: number, tickMs: number): number {
  return wall0Ms + ((tick - tick0) * tickMs) / speed
}
