// The journal: what a tick's transaction costs, what group commit saves, and how far 5 GB reach.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decideBatch } from '@civitas/agent-runtime'
import { FIRST_OWNED_RESIDENT, type SimInput } from '@civitas/schema'
import { districtLease, openEmbeddedStore, type Store, TEMPLATE_DIR, type TickCommit } from '@civitas/store'
import {
  createWorld,
  encodeWorld,
  loadCity,
  parseScenario,
  routineBatch,
  routineMap,
  settle,
  SIM_VERSION,
  step,
  type World,
} from '../districts/src/sim/index.ts'
import { type Bench, percentile } from './report.ts'

const SCENARIO = new URL('../districts/scenarios/tiny.json', import.meta.url)
const BUDGET_TICKS = 1_800
const BUDGET_AGENTS = 1_000
const CROWDED_TICKS = 60
const BUDGET_BYTES = 5e9
const STEPS_PER_TICK = 10
const TICKS_PER_WEEK = 7 * 86_400
const HELD_TICKS = 20
const SILENT = { warn: () => undefined, info: () => undefined, error: () => undefined, debug: () => undefined }

export const bench: Bench = async (options) => {
  const ticks = options.number('ticks', BUDGET_TICKS)
  const agents = options.number('agents', BUDGET_AGENTS)
  const quiet = history(ticks)
  const crowded = crowdedHistory(Math.min(CROWDED_TICKS, ticks), agents)
  const grouped = await commitAll(quiet)
  const alone = await commitAll(quiet.flatMap((commits) => commits.map((commit) => [commit])))
  const crowd = await commitAll(crowded)
  const bytesPerTick = grouped.bytes / ticks
  return {
    name: 'journal',
    sizes: { ticks, agents },
    atBudgetSize: ticks === BUDGET_TICKS && agents === BUDGET_AGENTS,
    verdicts: [
      {
        what: 'a week of tiny on disk',
        reached: bytesPerTick * TICKS_PER_WEEK,
        limit: BUDGET_BYTES,
        unit: 'B',
      },
    ],
    figures: {
      groupedOverAlone: grouped.totalMs / alone.totalMs,
      quietCommitMsP50: percentile(grouped.eachMs, 0.5),
      quietCommitMsP95: percentile(grouped.eachMs, 0.95),
      quietBytesPerTick: bytesPerTick,
      crowdedCommitMsP50: percentile(crowd.eachMs, 0.5),
      crowdedCommitMsP95: percentile(crowd.eachMs, 0.95),
      crowdedBytesPerAction: crowd.bytes / (crowded.length * agents),
      rawJsonBytesPerTick:
        JSON.stringify(quiet.map((commits) => commits.map(({ entries, facts }) => ({ entries, facts })))).length /
        ticks,
    },
  }
}

/** What both districts of the shipped city commit, tick by tick, with their own minds deciding. */
function history(ticks: number): TickCommit[][] {
  const city = loadCity(parseScenario(JSON.parse(readFileSync(SCENARIO, 'utf8'))))
  const worlds = [0, 1].map((index) => createWorld(city, index, 1, { tickMs: 1000, clockRate: 20 }))
  const minds = worlds.map((world) => ({ world, map: routineMap(world), inputs: [] as SimInput[] }))
  return Array.from({ length: ticks }, () =>
    minds.map((mind) => {
      const commit = settled(mind.world, mind.inputs)
      const batch = routineBatch(mind.world)
      const decisions = batch ? decideBatch(mind.map, batch).decisions : []
      mind.inputs = decisions.map((decision, sequence) => ({ type: 'decision', ...decision, sequence }))
      for (let count = 0; count < STEPS_PER_TICK; count++) step(mind.world)
      return commit
    }),
  )
}

function crowdedHistory(ticks: number, agents: number): TickCommit[][] {
  return Array.from(crowdedTicks(ticks, agents), ({ commit }) => [commit])
}

/** One district in which every one of `agents` outside agents acts in every tick. */
export function* crowdedTicks(ticks: number, agents: number): Generator<{ commit: TickCommit; world: World }> {
  const city = loadCity(parseScenario(JSON.parse(readFileSync(SCENARIO, 'utf8'))))
  const world = createWorld(city, 0, 1, { tickMs: 1000, clockRate: 20 })
  const residents = Array.from({ length: agents }, (_, index) => FIRST_OWNED_RESIDENT + index)
  let inputs: SimInput[] = residents.map((resident) => ({
    type: 'command',
    id: `spawn-${resident}`,
    command: { kind: 'spawn', resident, streamed: true, coins: 0 },
  }))
  for (let tick = 0; tick < ticks; tick++) {
    yield { commit: settled(world, inputs), world }
    inputs = residents.map((resident, sequence) => ({
      type: 'action',
      resident,
      action: { name: 'wait', parameters: { minutes: 1 } },
      action_id: `act_${createHash('sha256').update(`${resident}:${tick}`).digest('base64url').slice(0, 22)}`,
      key: `k-${tick}`,
      sequence,
    }))
  }
}

function settled(world: World, inputs: SimInput[]): TickCommit {
  const result = settle(world, inputs)
  const district = world.map.id
  return {
    branch: 'main',
    district,
    tick: world.tick,
    simVersion: SIM_VERSION,
    token: 1,
    wallMs: Date.now(),
    entries: inputs.map((input, index) => ({ input, status: result.outcomes[index]?.status ?? 'accepted' })),
    stateHash: createHash('sha256').update(encodeWorld(world)).digest('hex').slice(0, 32),
    facts: result.facts,
    streams: result.streams,
    texts: [],
    commandsDone: result.commandsDone,
    agents: result.agents,
    buildings: { district, rows: result.buildings },
  }
}

/** Commits every group in a transaction of its own, into a fresh embedded store. */
async function commitAll(groups: TickCommit[][]): Promise<{ eachMs: number[]; totalMs: number; bytes: number }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-journal-'))
  const store = await openEmbeddedStore({ dataDir, templateDir: TEMPLATE_DIR, log: SILENT })
  try {
    const districts = new Set(groups.flat().map(({ district }) => district))
    const tokens = new Map<string, number>()
    for (const district of districts) tokens.set(district, await leaseOf(store, district))
    const before = await bytesOf(store)
    const eachMs: number[] = []
    for (const group of groups) {
      const commits = group.map((commit) => ({ ...commit, token: tokens.get(commit.district) ?? 0 }))
      const startMs = performance.now()
      await store.tickLog.commit(commits)
      eachMs.push(performance.now() - startMs)
    }
    const totalMs = eachMs.reduce((sum, ms) => sum + ms, 0)
    // The first ticks make pages that later ones fill.
    return { eachMs: eachMs.slice(HELD_TICKS), totalMs, bytes: (await bytesOf(store)) - before }
  } finally {
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function leaseOf(store: Store, district: string): Promise<number> {
  const lease = await store.leases.acquire(districtLease('main', district), 'bench', 3_600_000)
  if (!lease) throw new Error(`the lease of ${district} is taken`)
  return lease.token
}

async function bytesOf(store: Store): Promise<number> {
  return (await store.health()).bytes ?? 0
}
