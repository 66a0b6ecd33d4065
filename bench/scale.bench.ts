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
import type { Bench } from './report.ts'

const BUDGET = { residents: 3_000, agents: 100, seconds: 60 }
/** Until everybody has got up and the first snapshots are made. */
const WARM_UP_MS = 15_000

export const bench: Bench = async (options) => {
  const residents = options.number('residents', BUDGET.residents)
  const agents = options.number('agents', BUDGET.agents)
  const seconds = options.number('seconds', BUDGET.seconds)
  const env = crowdedCity(residents)
  const measured = async (start: typeof startAlone) => measure(await start(env), agents, seconds)
  const population = residents + agents
  const embedded = await measured(startAlone)
  const services = hasServices()
    ? { one: await measured(startOnPostgres), two: await measured(startSpread) }
    : undefined
  return {
    name: 'scale',
    sizes: { residents, agents, seconds },
    atBudgetSize: residents === BUDGET.residents && agents === BUDGET.agents && seconds === BUDGET.seconds,
    verdicts: services
      ? [
          { what: 'CPU, two hosts ÷ one process, all parts', ...of(sum(services.two) / sum(services.one)), limit: 1.5 },
          {
            what: 'CPU of the busier host ÷ one process',
            ...of(hostOf(services.two) / cityOf(services.one)),
            limit: 0.6,
          },
        ]
      : [],
    figures: {
      ...figuresOf('embedded', embedded, population),
      ...(services && figuresOf('onePostgres', services.one, population)),
      ...(services && figuresOf('twoHosts', services.two, population)),
      loadAverage: loadavg()[0] ?? Number.NaN,
    },
    notes: services ? [limitOf(services.one, services.two)] : [WITHOUT_SERVICES],
  }
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
  const micros = (ms: number) => (ms * 1_000) / used.seconds / population
  const each = Object.entries(used.cpuMs).map(([part, ms]) => `${part} ${micros(ms).toFixed(2)}`)
  return {
    [`${name}MicrosPerResidentSecond`]: micros(sum(used)),
    [`${name}EachMicros`]: each.join(', '),
    [`${name}CorePercent`]: sharesOf(used),
    [`${name}TickLagMeanMs`]: used.lagMeanMs,
    [`${name}CommitMeanMs`]: used.commitMeanMs,
  }
}

/** Where the difference lies, from what was measured. */
function limitOf(one: Used, two: Used): string {
  const { name, percent } = busiest(two)
  const hosts = (hostsOf(two) / cityOf(one)) * 100
  return (
    `Two hosts use ${hosts.toFixed(0)} % of what the one process does, the rest is what carries messages between them; ` +
    `the next limit is ${name} with ${percent.toFixed(0)} % of a core.`
  )
}

function of(reached: number): { reached: number; unit: string } {
  return { reached, unit: '×' }
}

function sum({ cpuMs }: Used): number {
  return Object.values(cpuMs).reduce((total, ms) => total + ms, 0)
}

function cityOf({ cpuMs }: Used): number {
  return cpuMs['city'] ?? Number.NaN
}

function hostsOf({ cpuMs }: Used): number {
  return (cpuMs['host-1'] ?? Number.NaN) + (cpuMs['host-2'] ?? Number.NaN)
}

function hostOf({ cpuMs }: Used): number {
  return Math.max(cpuMs['host-1'] ?? Number.NaN, cpuMs['host-2'] ?? Number.NaN)
}
