// Crossings of a border under a crowd at one bridge: how many a second, and how long an agent is between two districts. [HND]
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CityUnderTest, hasServices, startAlone, startSpread, WITHOUT_SERVICES } from './cluster/cities.ts'
import { type Crossing, startCrossers } from './cluster/crossers.ts'
import { busiest, sharesOf, startMeters, type Used } from './cluster/meters.ts'
import { type Bench, percentile, type Verdict } from './report.ts'

const BUDGET = { agents: 1_000, seconds: 30 }
/** Until the crowd that starts all at once has spread. */
const WARM_UP_MS = 20_000
const SETTLE_MS = 20_000
/** HND: absent for a tick or two. */
const TICKS_BETWEEN = 2

interface Run {
  crossings: Crossing[]
  turnedBack: number
  refusals: string
  lost: number
  used: Used
}

export const bench: Bench = async (options) => {
  const agents = options.number('agents', BUDGET.agents)
  const seconds = options.number('seconds', BUDGET.seconds)
  const env = { CIVITAS_SCENARIO: 'tiny' }
  const one = await measure(await startAlone(env), agents, seconds)
  const two = hasServices() ? await measure(await startSpread(env), agents, seconds) : undefined
  const notes = [limitOf('one process', one), two ? limitOf('two hosts', two) : WITHOUT_SERVICES]
  return {
    name: 'handoff',
    sizes: { agents, seconds },
    atBudgetSize: agents === BUDGET.agents && seconds === BUDGET.seconds,
    verdicts: [
      ...verdictsOf('one process', one),
      ...(two ? verdictsOf('two hosts', two) : []),
      ...(two
        ? [{ what: 'acting again, p95, two hosts ÷ one process', reached: ratio(two, one), limit: 1.5, unit: '×' }]
        : []),
    ],
    figures: {
      ...figuresOf('one', one),
      ...(two && figuresOf('two', two)),
      loadAverage: loadavg()[0] ?? Number.NaN,
    },
    notes,
  }
}

async function measure(city: CityUnderTest, agents: number, seconds: number): Promise<Run> {
  try {
    const crossers = await startCrossers(city, agents)
    await sleep(WARM_UP_MS)
    const first = crossers.crossings.length
    const meters = await startMeters(city)
    await sleep(seconds * 1_000)
    const crossings = crossers.crossings.slice(first)
    const used = await meters()
    const lost = await crossers.settle(SETTLE_MS)
    const refusals = [...crossers.refusals].map(([code, count]) => `${code} ${count}`).join(', ')
    crossers.close()
    return { crossings, turnedBack: crossers.turnedBack, refusals: refusals || 'none', lost: lost.length, used }
  } finally {
    await city.stop()
  }
}

function verdictsOf(where: string, run: Run): Verdict[] {
  const ticks = run.crossings.map(({ departed, arrived }) => arrived.tick - departed.tick)
  return [
    {
      what: `${where}: ticks from departure to arrival, p95`,
      reached: percentile(ticks, 0.95),
      limit: TICKS_BETWEEN,
      unit: '',
    },
    { what: `${where}: agents lost on the way`, reached: run.lost, limit: 0, unit: '' },
  ]
}

function figuresOf(name: string, run: Run): Record<string, number | string> {
  const arriving = run.crossings.map(({ departed, arrived }) => arrived.atMs - departed.atMs)
  const acting = actingMs(run)
  return {
    [`${name}CrossingsPerSecond`]: run.crossings.length / run.used.seconds,
    [`${name}DepartedToAliveP50Ms`]: percentile(arriving, 0.5),
    [`${name}DepartedToAliveP95Ms`]: percentile(arriving, 0.95),
    [`${name}DepartedToActingP50Ms`]: percentile(acting, 0.5),
    [`${name}DepartedToActingP95Ms`]: percentile(acting, 0.95),
    [`${name}CommitMeanMs`]: run.used.commitMeanMs,
    [`${name}TickLagMeanMs`]: run.used.lagMeanMs,
    [`${name}CorePercent`]: sharesOf(run.used),
    [`${name}TurnedBack`]: run.turnedBack,
    [`${name}Refusals`]: run.refusals,
  }
}

/** What a crossing waits for, from what was measured. */
function limitOf(where: string, run: Run): string {
  const ticks = run.crossings.map(({ departed, acting }) => acting.tick - departed.tick)
  const { name, percent } = busiest(run.used)
  return (
    `${where}: limited by boundaries. Who leaves acts ${percentile(actingMs(run), 0.5).toFixed(0)} ms and ` +
    `${percentile(ticks, 0.5)} ticks later, ${run.used.commitMeanMs.toFixed(0)} ms of each a commit; before that it waits two ticks ` +
    `at the gate for its place. The busiest part is ${name} with ${percent.toFixed(0)} % of a core.`
  )
}

function ratio(two: Run, one: Run): number {
  return percentile(actingMs(two), 0.95) / percentile(actingMs(one), 0.95)
}

/** From the message of the departure to the one of the first action on the other side. */
function actingMs({ crossings }: Run): number[] {
  return crossings.map(({ departed, acting }) => acting.atMs - departed.atMs)
}
