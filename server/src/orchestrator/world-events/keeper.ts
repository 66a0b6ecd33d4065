// Keeps the queue of world events filled from the calendar, and hands what is due to the districts. [CLK-1, CMD-1]
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import { type DistrictStateMessage, topics } from '@civitas/schema'
import type { Store } from '@civitas/store'
import type { Logger, Metrics } from '@civitas/telemetry'
import { type CalendarPlan, CITY_DAY_MS, entriesOf } from './calendar.ts'

const LOOK_MS = 1_000
/** City days that are filled ahead, today included. */
const DAYS_AHEAD = 7
/** City days for which what happened keeps its name; today is filled again after a restart, earlier days never. */
const DAYS_KEPT = 2
/** Handed over at one look; the rest comes a second later. */
const MOST_AT_ONCE = 100

export interface WorldEventDeps {
  store: Pick<Store, 'worldEvents'>
  bus: Bus
  clock: Clock
  log: Logger
  metrics: Metrics
}

/**
 * Runs until `signal` aborts; never rejects. Any number may run at once, and each may end anywhere: an entry has one name,
 * and handing it over is one transaction of the store. City time is that of the district which is furthest on.
 */
export async function keepWorldEvents(
  deps: WorldEventDeps,
  of: { branch: string; plan: CalendarPlan },
  signal: AbortSignal,
): Promise<void> {
  const { bus, clock, log } = deps
  const handedOver = deps.metrics.counter({
    name: 'civitas_world_events_total',
    help: 'World events that were handed to their districts, by kind.',
    labels: ['kind'],
  })
  let cityMs = -1
  let filledDay = 0
  const end = bus.subscribe(topics.districtState('+'), (message) => {
    cityMs = Math.max(cityMs, (message as DistrictStateMessage).clock.city_ms)
  })
  while (!signal.aborted) {
    await clock.sleep(LOOK_MS, signal)
    if (signal.aborted || cityMs < 0) continue
    try {
      const day = Math.trunc(cityMs / CITY_DAY_MS) + 1
      if (day !== filledDay) await fill(deps, of, day)
      filledDay = day
      for (const { id, kind } of await handOverDue(deps, of.branch, cityMs)) {
        handedOver.add(1, { kind })
        log.info({ event: id, kind }, 'world event handed over')
      }
    } catch (error) {
      log.warn({ err: error }, 'world events have to wait')
    }
  }
  end()
}

async function fill(
  { store }: WorldEventDeps,
  { branch, plan }: { branch: string; plan: CalendarPlan },
  today: number,
): Promise<void> {
  const days = Array.from({ length: DAYS_AHEAD }, (_, index) => today + index)
  await store.worldEvents.add(
    branch,
    days.flatMap((day) => entriesOf(day, plan)),
  )
  await store.worldEvents.forget(branch, (today - 1 - DAYS_KEPT) * CITY_DAY_MS)
}

/** A wake-up that is lost costs the district a poll. [CMD-2] */
async function handOverDue({ store, bus }: WorldEventDeps, branch: string, cityMs: number) {
  const handed: { id: string; kind: string }[] = []
  for (const { id, targets, event } of await store.worldEvents.due(branch, cityMs, MOST_AT_ONCE)) {
    if (!(await store.worldEvents.handOver(branch, id))) continue
    handed.push({ id, kind: event.kind })
    for (const target of targets) bus.publish(topics.districtCommands(target), {})
  }
  return handed
}
