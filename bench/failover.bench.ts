// Budget: a district whose host was killed under load ticks elsewhere and answers within 5 s, nothing acknowledged lost. [CLK-2, ACT-4]
// Beside it what else may die or go: the leading orchestrator, a gateway, and a district that is moved on purpose.
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { must } from '@civitas/kit'
import { startCluster } from '../scripts/cluster/cluster.ts'
import { call, makeAgents } from '../test/helpers/agents.ts'
import { ClusterView } from '../test/helpers/cluster-view.ts'
import { brokenPromises, startWitness } from '../test/helpers/witness.ts'
import { hasServices, WITHOUT_SERVICES } from './cluster/cities.ts'
import { crowdedCity } from './cluster/crowded.ts'
import { Deaths } from './cluster/deaths.ts'
import { type Bench, percentile, type Verdict } from './report.ts'

const BUDGET = { rounds: 10, agents: 50, residents: 1_000 }
/** Within the 100 actions a minute that an agent has. */
const ACT_EVERY_MS = 600
/** After each round; random up to as much more, so that a kill falls anywhere between two renewals of a lease. */
const CALM_MS = 2_000
const REPAIRED_MS = 5_000
const TICK_MS = 1_000

export const bench: Bench = async (options) => {
  const rounds = options.number('rounds', BUDGET.rounds)
  const agents = options.number('agents', BUDGET.agents)
  const residents = options.number('residents', BUDGET.residents)
  const report = {
    name: 'failover',
    sizes: { rounds, agents, residents },
    atBudgetSize: rounds >= BUDGET.rounds && agents === BUDGET.agents && residents === BUDGET.residents,
  }
  if (!hasServices()) return { ...report, verdicts: [], figures: {}, notes: [WITHOUT_SERVICES] }
  const { deaths, acknowledged, faults } = await run({ rounds, agents, residents })
  return {
    ...report,
    verdicts: [
      slowest('host killed, until its district answers', deaths.host.answering, REPAIRED_MS),
      slowest('leader killed, until the standby leads', deaths.orchestrator.leading, REPAIRED_MS),
      slowest('gateway killed, until all its agents act at another', deaths.gateway.answering, REPAIRED_MS),
      slowest('district moved, nobody runs it', deaths.move.standing, 2 * TICK_MS),
      { what: 'acknowledgements lost, changed or doubled', reached: faults.length, limit: 0, unit: '' },
    ],
    figures: {
      acknowledged,
      ...spread('hostKilledTakenMs', deaths.host.taken),
      ...spread('hostKilledTickingMs', deaths.host.ticking),
      ...spread('hostKilledAnsweringMs', deaths.host.answering),
      ...spread('hostKilledAllAnsweredMs', deaths.host.allAnswered),
      ...spread('leaderKilledLeadingMs', deaths.orchestrator.leading),
      ...spread('gatewayKilledAnsweringMs', deaths.gateway.answering),
      ...spread('movedStandingMs', deaths.move.standing),
      loadAverage: loadavg()[0] ?? Number.NaN,
    },
    notes: [limitOf(deaths), ...faults.slice(0, 10)],
  }
}

async function run(sizes: { rounds: number; agents: number; residents: number }) {
  const env = { LOG_LEVEL: 'warn', ...crowdedCity(sizes.residents) }
  const cluster = await startCluster({ gateways: 2, env })
  try {
    const { url, mqttUrl } = must(cluster.gateways[0], 'a gateway')
    const agents = await makeAgents({ url }, sizes.agents)
    const { district } = await call(url, 'GET', `/agents/${must(agents[0], 'an agent').id}/public`)
    const witnesses = await Promise.all(agents.map((one) => startWitness(one, mqttUrl, ACT_EVERY_MS)))
    const view = new ClusterView(cluster)
    const deaths = new Deaths({ cluster, view, witnesses, home: String(district) })
    for (let round = 0; round < sizes.rounds; round++) {
      for (const one of [
        () => deaths.killHost(),
        () => deaths.killLeader(),
        () => deaths.killGateway(),
        () => deaths.moveHome(),
      ]) {
        await view.until(() => view.isEven())
        await sleep(CALM_MS * (1 + Math.random()))
        await one()
      }
    }
    await Promise.all(witnesses.map((witness) => witness.stop()))
    const faults = (await Promise.all(witnesses.map((witness) => brokenPromises(witness, view.url)))).flat()
    const acknowledged = witnesses.reduce((sum, { answered }) => sum + answered.length, 0)
    return { deaths, acknowledged, faults }
  } finally {
    await cluster.stop()
  }
}

function slowest(what: string, values: readonly number[], limit: number): Verdict {
  return { what: `${what}, slowest`, reached: Math.max(...values), limit, unit: 'ms' }
}

function spread(name: string, values: readonly number[]): Record<string, string> {
  return { [name]: `p50 ${percentile(values, 0.5).toFixed(0)}, max ${Math.max(...values).toFixed(0)}` }
}

/** Where the time goes, from what was measured. */
function limitOf({ host }: Deaths): string {
  const [taken, answering] = [host.taken, host.answering].map((one) => Math.round(percentile(one, 0.5)))
  return (
    `A dead host costs ${taken} ms until its lease (3 s since the last renewal) ran out and another host has recovered the district; ` +
    `the rest of ${answering} ms is the way to the next boundary and its commit. A lost gateway costs its agents a new connection and a boundary.`
  )
}
