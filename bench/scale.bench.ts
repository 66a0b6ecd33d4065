// What it costs to spread a city: CPU per resident and second of every process, in one process and with two hosts. [§5]
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CityUnderTest,
  hasServices,
  startAlone,
  startOnPostgres,
  startSpread,
  WITHOUT_SERVICES,
} from './cluster/cities.ts'
import { crowdedCity } from './cluster/crowded.ts'
import { busiest, sharesOf, startMeters, type Used } from './cluster/meters.ts'
import { startWaiters } from './cluster/waiters.ts'
import type { Bench, Verdict } from './report.ts'

const BUDGET = { residents: 3_000, agents: 100, seconds: 30 }
/** Until everybody has got up and the first snapshots are made. */
const WARM_UP_MS = 15_000

export const bench: Bench = async (options) => {
  const residents = options.number('residents', BUDGET.residents)
  const agents = options.number('agents', BUDGET.agents)
  const seconds = options.number('seconds', BUDGET.seconds)
  const full = async (start: Start) => measure(await start(crowdedCity(residents)), agents, seconds)
  const empty = async (start: Start) => measure(await start(crowdedCity(0)), 0, seconds)
  const embedded = await full(startAlone)
  const services = hasServices()
    ? {
        one: await full(startOnPostgres),
        two: await full(startSpread),
        emptyOne: await empty(startOnPostgres),
        emptyTwo: await empty(startSpread),
      }
    : undefined
  const population = residents + agents
  return {
    name: 'scale',
    sizes: { residents, agents, seconds },
    atBudgetSize: residents === BUDGET.residents && agents === BUDGET.agents && seconds === BUDGET.seconds,
    verdicts: services ? verdictsOf(services) : [],
    figures: {
      ...figuresOf('embedded', embedded, population),
      ...(services && figuresOf('onePostgres', services.one, population)),
      ...(services && figuresOf('twoHosts', services.two, population)),
      ...(services && { allPartsRatio: total(services.two) / total(services.one) }),
      ...(services && { emptyOneCorePercent: sharesOf(services.emptyOne) }),
      ...(services && { emptyTwoHostsCorePercent: sharesOf(services.emptyTwo) }),
      loadAverage: loadavg()[0] ?? Number.NaN,
    },
    notes: services ? [limitOf(services)] : [WITHOUT_SERVICES],
  }
}

type Start = typeof startAlone

/** The same city on the same database, with its people and without anybody. */
interface Compared {
  one: Used
  two: Used
  emptyOne: Used
  emptyTwo: Used
}

function verdictsOf({ one, two, emptyOne, emptyTwo }: Compared): Verdict[] {
  const above = (total(two) - total(emptyTwo)) / (total(one) - total(emptyOne))
  const busier = Math.max(share(two, 'host-1'), share(two, 'host-2')) / share(one, 'city')
  return [
    { what: 'CPU above the empty city, two hosts ÷ one process', reached: above, limit: 1.5, unit: '×' },
    { what: 'CPU of the busier host ÷ one process', reached: busier, limit: 0.6, unit: '×' },
  ]
}

async function measure(city: CityUnderTest, agents: number, seconds: number): Promise<Used> {
  try {
    const stop = await startWaiters(city, agents)
    await sleep(WARM_UP_MS)
    const meters = await startMeters(city)
    await sleep(seconds * 1_000)
    const used = await meters()
    stop()
    return used
  } finally {
    await city.stop()
  }
}

function figuresOf(name: string, used: Used, population: number): Record<string, number | string> {
  // One per cent of a core is 10 ms a second.
  const micros = (percent: number) => (percent * 10_000) / population
  const each = Object.keys(used.cpuMs).map((part) => `${part} ${micros(share(used, part)).toFixed(2)}`)
  return {
    [`${name}MicrosPerResidentSecond`]: micros(total(used)),
    [`${name}EachMicros`]: each.join(', '),
    [`${name}CorePercent`]: sharesOf(used),
    [`${name}TickLagMeanMs`]: used.lagMeanMs,
    [`${name}CommitMeanMs`]: used.commitMeanMs,
  }
}

/** Where the difference lies, from what was measured. */
function limitOf({ one, two, emptyOne, emptyTwo }: Compared): string {
  const { name, percent } = busiest(two)
  const hosts = (share(two, 'host-1') + share(two, 'host-2')) / share(one, 'city')
  return (
    `${(total(emptyTwo) - total(emptyOne)).toFixed(1)} % of a core is what five processes cost more than one before anybody lives there. ` +
    `With people, both hosts together use ${hosts.toFixed(2)} × what the one process does; the rest is the gateway and what carries ` +
    `messages to it. The busiest part is ${name} with ${percent.toFixed(0)} % of a core.`
  )
}

/** Of all parts, in per cent of a core. */
function total(used: Used): number {
  return Object.keys(used.cpuMs).reduce((sum, part) => sum + share(used, part), 0)
}

function share({ cpuMs, seconds }: Used, part: string): number {
  return (cpuMs[part] ?? Number.NaN) / seconds / 10
}
