// Looks at the whole city every few ticks, off their path: tells what does not hold, and wakes who overslept. [HND-1, CMD-2, CMD-3]
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import { topics } from '@civitas/schema'
import type { CityCut, Store } from '@civitas/store'
import type { Logger, Metrics } from '@civitas/telemetry'
import { type Founding, type Violation, violationsOf } from './invariants.ts'

/** Ticks between two looks, and the least time: a look reads the register. */
const LOOK_TICKS = 30
const LEAST_LOOK_MS = 10_000
/** Ticks that a district committed without taking in its oldest command: then it is woken. */
const OVERSLEPT_TICKS = 10
/** Then it was forgotten: woken many times, it was not taken in. */
const FORGOTTEN_TICKS = 300

export interface ReconcilerDeps {
  store: Pick<Store, 'audit'>
  bus: Bus
  clock: Clock
  log: Logger
  metrics: Metrics
}

export interface Reconciler {
  /** Looks every few ticks until `signal` aborts. Never rejects. */
  run(signal: AbortSignal): Promise<void>
  /** One look. Rejects when the store does not answer. */
  look(): Promise<Violation[]>
  /** What did not hold at the last look, for people. */
  warnings(): string[]
}

export function createReconciler(
  deps: ReconcilerDeps,
  of: { branch: string; founding: Founding; tickMs: number },
): Reconciler {
  const { store, bus, clock, log } = deps
  const { violations, wakeUps, unanswered } = metersOf(deps.metrics)
  const waits = new Waits()
  let last: string[] = []

  async function look(): Promise<Violation[]> {
    const cut = await store.audit.cut(of.branch)
    const { overslept, forgotten } = waits.note(cut)
    for (const district of overslept) {
      wakeUps.add(1, { district })
      bus.publish(topics.districtCommands(district), {})
    }
    const found = [...violationsOf(cut, of.founding), ...forgotten]
    const told = found.map(sentenceOf)
    for (const [index, violation] of found.entries()) {
      violations.add(1, { kind: violation.kind })
      if (!last.includes(told[index] ?? '')) log.error({ ...violation }, 'the city does not add up')
    }
    last = told
    return found
  }

  return {
    look,
    warnings: () => last,
    async run(signal) {
      while (!signal.aborted) {
        await clock.sleep(Math.max(LEAST_LOOK_MS, LOOK_TICKS * of.tickMs), signal)
        if (signal.aborted) return
        await look().catch((error: unknown) => {
          unanswered.add()
          log.warn({ err: error }, 'the city was not checked')
        })
      }
    },
  }
}

function metersOf(metrics: Metrics) {
  return {
    violations: metrics.counter({
      name: 'civitas_invariant_violations_total',
      help: 'Promises of the city that did not hold when it was looked at, by kind.',
      labels: ['kind'],
    }),
    wakeUps: metrics.counter({
      name: 'civitas_reconcile_wake_ups_total',
      help: 'Districts that were told again of a command they had not taken in.',
      labels: ['district'],
    }),
    unanswered: metrics.counter({
      name: 'civitas_reconcile_unanswered_total',
      help: 'Looks at the city that the store did not answer.',
    }),
  }
}

/** The oldest command of each district that it could have taken in, and the tick at which it was first seen. */
class Waits {
  private readonly first = new Map<string, { oldest: string; tick: number }>()

  /** A district that commits no ticks is not asleep but gone: nothing is said of it. */
  note({ waiting, districts }: CityCut): { overslept: string[]; forgotten: Violation[] } {
    const overslept: string[] = []
    const forgotten: Violation[] = []
    const before = new Map(this.first)
    this.first.clear()
    for (const { district, oldest } of waiting) {
      const tick = districts.find((books) => books.district === district)?.tick ?? 0
      const known = before.get(district)
      const since = known?.oldest === oldest ? known.tick : tick
      this.first.set(district, { oldest, tick: since })
      const ticks = tick - since
      if (ticks >= OVERSLEPT_TICKS) overslept.push(district)
      if (ticks >= FORGOTTEN_TICKS) {
        forgotten.push({ kind: 'command_forgotten', district, found: ticks, expected: 0, about: oldest })
      }
    }
    return { overslept, forgotten }
  }
}

function sentenceOf({ kind, district = 'the city', found, expected, about }: Violation): string {
  const end = about === undefined ? '' : ` (${about})`
  switch (kind) {
    case 'money':
      return `${district} has ${found} coins, should have ${expected}${end}`
    case 'founding':
      return `${district} began with ${found} coins, the scenario says ${expected}${end}`
    case 'money_in_transit':
      return `${found} coins are booked in transit, ${expected} are on their way${end}`
    case 'residents':
      return `${district} has ${found} residents, should have ${expected}${end}`
    case 'command_forgotten':
      return `${district} did not take in a command for ${found} ticks${end}`
  }
}
