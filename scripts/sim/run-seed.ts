// One run: a city of several processes under the weather of its seed, watched by the oracle, and looked through at the end.
import { CrashPlan, type CrashCounts } from './crash-points.ts'
import { Dice } from './machine/dice.ts'
import { checkEnd } from './watch/final-checks.ts'
import { SimFailure } from './watch/oracle.ts'
import { SimCity } from './sim-city.ts'
import { takeOverRandomBytes } from './machine/seeded-bytes.ts'
import { takeOverTimers } from './machine/virtual-time.ts'

export interface RunOptions {
  seed: number
  /** Ticks that every district must commit. */
  ticks: number
  /** On the real SQL and PGlite instead of memory: slower. */
  sql?: boolean
  /** A further promise, checked at the end: what is wrong, if anything. */
  check?: () => string | undefined
}

export interface RunReport {
  seed: number
  ticks: number
  crashes: CrashCounts
  acknowledged: number
  restarts: number
  moves: number
  /** Of each district, at its last tick. */
  stateHashes: string[]
}

/** Longest time without a tick of some district, in simulated milliseconds. */
const STANDSTILL_MS = 10 * 60_000
/**
 * So long after the weather cleared every page has got keyframes of everything, in simulated milliseconds; and in so many ticks of each
 * district, for one without a host is drawn as it last was, with whoever has left it since.
 */
const PICTURE_MS = 15_000
const PICTURE_TICKS = 75
/**
 * Longest time for the last answers after the weather has cleared, in simulated milliseconds. Words for somebody who is gone go round,
 * and come back round: twenty hops of two districts, every other one into a district that may lag by a minute. [CMD-4, CLK-1]
 */
const DRAIN_MS = 12 * 60_000

/** Rejects with `SimFailure`, whose message is the whole report, when the city broke a promise. */
export async function runSeed(options: RunOptions): Promise<RunReport> {
  const plan = new CrashPlan()
  const city = await SimCity.found({ seed: options.seed, sql: options.sql ?? false }, plan)
  let stateHashes: string[] = []
  const giveBackTimers = takeOverTimers(city.time)
  const giveBackChance = takeOverRandomBytes(new Dice(options.seed, 4))
  try {
    await live(city, options.ticks)
    city.clearUp()
    await drain(city)
    stateHashes = await checkEnd(city)
    const problem = options.check?.()
    if (problem !== undefined) city.oracle.fail(problem)
    if (city.oracle.failure) throw city.oracle.failure
  } catch (error) {
    throw new SimFailure(describe(city, options, error), { cause: error })
  } finally {
    giveBackTimers()
    giveBackChance()
    await city.store.close()
  }
  const acknowledged = city.agents.reduce((sum, agent) => sum + agent.acknowledged.size, 0)
  const ticks = city.oracle.commonHead
  const { restarts, moves } = city
  return { seed: options.seed, ticks, crashes: plan.counts, acknowledged, restarts, moves, stateHashes }
}

async function live(city: SimCity, ticks: number): Promise<void> {
  const { oracle, time } = city
  let moved = { head: 0, atMs: time.nowMs }
  while (oracle.commonHead < ticks) {
    await step(city)
    if (oracle.commonHead > moved.head) moved = { head: oracle.commonHead, atMs: time.nowMs }
    if (time.nowMs - moved.atMs > STANDSTILL_MS) throw new SimFailure(`the city stands still at tick ${moved.head}`)
  }
}

async function drain(city: SimCity): Promise<void> {
  const clearMs = city.time.nowMs
  const endMs = clearMs + DRAIN_MS
  const { agents, oracle, reader } = city
  const wholeHead = oracle.commonHead + PICTURE_TICKS
  const isPictured = () =>
    !city.eyes.viewer || (city.time.nowMs > clearMs + PICTURE_MS && oracle.commonHead >= wholeHead)
  const isRead = () =>
    isPictured() && reader.isDone && oracle.eventsToCome.size === 0 && agents.every((agent) => agent.isDone)
  while (!isRead() || (await city.isCommandAwaited())) {
    await step(city)
    if (city.time.nowMs < endMs) continue
    const left = city.agents.filter((agent) => !agent.isDone).map(({ unanswered }) => unanswered)
    const events = [...city.oracle.eventsToCome].map((event) => `[CMD-1] not taken in: ${event}`)
    const all = [...left, ...events].join('\n')
    throw new SimFailure(`[ACT-4] the weather is fine, but not all was answered or delivered\n${all}`)
  }
}

async function step(city: SimCity): Promise<void> {
  if (!(await city.time.next())) throw new SimFailure('nothing is left to happen')
  if (city.oracle.failure) throw city.oracle.failure
}

function describe(city: SimCity, { seed, ticks, sql }: RunOptions, error: unknown): string {
  const problem = error instanceof SimFailure ? error.message : String(error instanceof Error ? error.stack : error)
  return [
    `seed ${seed} failed at tick ${city.oracle.commonHead}: ${problem}`,
    'Last events:',
    ...city.lines.map((line) => `  ${line}`),
    `Replay: npm run sim -- --seed ${seed} --ticks ${ticks} ${sql ? '--sql' : '--memory'}`,
  ].join('\n')
}
