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

/**
 * Watches until `signal` aborts. One district that lags behind catches up by itself; only when the one furthest on
 * is far from due does everybody get a new record, so that all districts keep the same one.
 */
export async function keepClock(
  { store, bus, clock, log }: ClockKeeperDeps,
  { branch, tickMs, first }: { branch: string; tickMs: number; first: ClockRecord },
  signal: AbortSignal,
): Promise<void> {
  let record = first
  let newest: { tick: number; atMs: number } | undefined
  const end = bus.subscribe(topics.districtState('+'), (message) => {
    const { tick } = message as DistrictStateMessage
    if (!newest || tick > newest.tick) newest = { tick, atMs: clock.monotonicMs() }
  })
  while (!signal.aborted) {
    await clock.sleep(LOOK_MS, signal)
    if (!newest || record.speed === 0) continue
    const silentMs = clock.monotonicMs() - newest.atMs
    if (silentMs > (SILENT_TICKS * tickMs) / record.speed + LOOK_MS) continue
    const atMs = clock.wallMs() - silentMs
    const offMs = atMs - dueMs(record, newest.tick, tickMs)
    if (Math.abs(offMs) <= FAR_MS) continue
    const next = { ...record, tick0: newest.tick, wall0Ms: Math.round(atMs) }
    try {
      await store.city.addClock(branch, next)
      record = next
      bus.publish(topics.worldClockRecord(), next)
      log.warn({ ...next, offMs: Math.round(offMs) }, 'far from the clock record: a new one holds from now on')
    } catch (error) {
      log.warn({ err: error }, 'clock record not kept')
    }
  }
  end()
}

function dueMs({ tick0, wall0Ms, speed }: ClockRecord, tick: number, tickMs: number): number {
  return wall0Ms + ((tick - tick0) * tickMs) / speed
}
