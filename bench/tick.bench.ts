// The whole boundary of a district in which everybody lives, all systems on: ten steps, settle, what minds are told, what they decide.
import { loadavg } from 'node:os'
import { must } from '@civitas/kit'
import { LivingTown, type TickCost } from './living-town.ts'
import { type Bench, percentile, type Verdict } from './report.ts'

const BUDGET = 10_000
const SIZES = [1_000, BUDGET, 100_000] as const
const TICK_BUDGET_MS = 100
/** A resident may cost so many times more among 100,000 than among 1,000: what all touch no longer fits the caches. */
const LINEAR = 3

const HOUR_MS = 3_600_000
/** Parts of the day in which a city does different things: from and to, in city hours since the first midnight. */
const PHASES = { noon: [11, 14], evening: [17, 21], night: [24, 29], morning: [30, 33] } as const
type Phase = keyof typeof PHASES
/** The city begins at 08:00; its first hour, in which code is compiled and everybody begins something, is not measured. */
const FROM_HOUR = 9
const TO_HOUR = 33
/** Parts of a tick, each with a figure of its own. */
const PARTS = ['stepsMs', 'settleMs', 'batchMs', 'mindsMs'] as const

export const bench: Bench = async (options) => {
  const largest = options.number('residents', 100_000)
  const toHour = options.number('hours', TO_HOUR - FROM_HOUR) + FROM_HOUR
  const sizes = SIZES.filter((size) => size <= largest)
  const days = new Map(sizes.map((residents) => [residents, liveUntil(residents, toHour)]))
  return {
    name: 'tick',
    sizes: { residents: must(sizes.at(-1), 'a size'), hours: toHour - FROM_HOUR },
    atBudgetSize: sizes.length === SIZES.length && toHour === TO_HOUR,
    verdicts: verdictsOf(days),
    figures: {
      ...Object.fromEntries([...days].flatMap(([residents, day]) => figuresOf(residents, day))),
      loadAverage: loadavg()[0] ?? Number.NaN,
    },
  }
}

/** Ticks of a day with the city hour at which each began. */
type Day = readonly (TickCost & { hour: number })[]

function liveUntil(residents: number, toHour: number): Day {
  const town = new LivingTown(residents)
  const day: (TickCost & { hour: number })[] = []
  while (town.world.cityMs < toHour * HOUR_MS) {
    const hour = town.world.cityMs / HOUR_MS
    const cost = town.tick()
    if (hour >= FROM_HOUR) day.push({ hour, ...cost })
  }
  return day
}

function verdictsOf(days: ReadonlyMap<number, Day>): Verdict[] {
  const total = (residents: number) => spreadOf((days.get(residents) ?? []).map(({ tickMs }) => tickMs))
  const ratio = total(100_000).mean / 100_000 / (total(1_000).mean / 1_000)
  return [
    { what: 'tick of 10,000 residents, p95', reached: total(BUDGET).p95, limit: TICK_BUDGET_MS, unit: 'ms' },
    { what: 'cost of a resident among 100,000 ÷ among 1,000', reached: ratio, limit: LINEAR, unit: '×' },
  ]
}

function figuresOf(residents: number, day: Day): [string, string | number][] {
  const phases = Object.keys(PHASES) as Phase[]
  const mean = spreadOf(day.map(({ tickMs }) => tickMs)).mean
  return [
    [`day${residents}Ms`, sentenceOf(day)],
    ...phases.map((phase): [string, string] => [`${phase}${residents}Ms`, sentenceOf(inPhase(day, phase))]),
    [`perResident${residents}Us`, (mean * 1_000) / residents],
  ]
}

function inPhase(day: Day, phase: Phase): Day {
  const [from, to] = PHASES[phase]
  return day.filter(({ hour }) => hour >= from && hour < to)
}

function sentenceOf(ticks: Day): string {
  if (ticks.length === 0) return 'not run'
  const { p50, p95, max } = spreadOf(ticks.map(({ tickMs }) => tickMs))
  const parts = PARTS.map(
    (part) => `${part.replace('Ms', '')} ${spreadOf(ticks.map((tick) => tick[part])).mean.toFixed(2)}`,
  )
  return `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, max ${max.toFixed(1)}; mean of ${parts.join(', ')}`
}

function spreadOf(values: readonly number[]): Record<'p50' | 'p95' | 'max' | 'mean', number> {
  const at = (share: number) => percentile(values, share)
  return { p50: at(0.5), p95: at(0.95), max: at(1), mean: values.reduce((sum, one) => sum + one, 0) / values.length }
}
