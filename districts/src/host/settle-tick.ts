// One boundary: gather the inputs, settle, hand the tick to the pipeline, ask the minds about the new state. [ACT hop 4]
import type { RawObservation, SimInput } from '@civitas/schema'
import type { JournalEntry, TickCommit } from '@civitas/store'
import {
  booksOf,
  clockOf,
  currentMap,
  incidentsOf,
  encodeWorld,
  routineBatch,
  settle,
  type SettleResult,
  SIM_VERSION,
  summary,
} from '../sim/index.ts'
import type { TakenActions } from './intake.ts'
import type { LiveDistrict } from './live.ts'
import { ON_TIME_MS } from './time/pacer.ts'
import { publishTick } from './publish.ts'
import { isHashed, stateHash } from './durable/state-hash.ts'

/** @param lagMs how late the boundary is */
export function settleTick(live: LiveDistrict, lagMs: number): void {
  const { world, deps, options } = live
  const { clock, metrics } = deps
  const district = options.district
  const actions = live.intake.drain()
  const inputs = gatherInputs(live, actions)
  const startMs = clock.monotonicMs()
  const timer = systemTimer(live)
  const result = settle(world, inputs, timer.next)
  timer.next()
  const numbers = summary(world)
  const keepsSnapshot = live.snapshotNext || live.snapshots.isDue(world.tick)
  live.snapshotNext = false
  const encoded = keepsSnapshot || isHashed(world.tick, numbers.residents) ? encodeWorld(world) : undefined
  const hash = encoded && stateHash(encoded)
  noteBorders(live, result)
  live.frames.noteCrossings({ inputs, commandsOut: result.commandsOut }, live.step)
  metrics.tick.observe(clock.monotonicMs() - startMs, { district })
  metrics.lag.observe(lagMs, { district })
  if (lagMs > ON_TIME_MS) deps.log.debug({ district, tick: world.tick, lagMs: Math.round(lagMs) }, 'tick is late')

  const commit = commitOf(live, { inputs, result, actions, hash })
  const state = {
    district,
    epoch: live.epoch,
    tick: world.tick,
    clock: clockOf(world),
    ...numbers,
    ...(hash !== undefined && { state_hash: hash }),
    lag_ms: Math.round(lagMs),
    incidents: incidentsOf(world),
  }
  let observations: RawObservation[] = []
  live.lane.push({
    commit,
    committed: () => {
      publishTick(deps.bus, { commit, observations, state, traces: actions.traces })
      if (keepsSnapshot && encoded && hash) live.snapshots.save(snapshotOf(commit, encoded, hash))
      noteCommitted(live, commit, actions)
      metrics.residents.set(numbers.residents, { district })
    },
  })
  // While the transaction is on its way: what is seen does not change until the next step.
  observations = live.watchers.observeAll(world)
  askMinds(live)
}

/** Commands and clock first; the simulation itself orders the actions. */
function gatherInputs(live: LiveDistrict, actions: TakenActions): SimInput[] {
  const decisions = live.routine.take(actions.inputs.length)
  return [...live.commands.take(live.world.tick + 1), ...clockInput(live), ...actions.inputs, ...decisions]
}

/** A clock record that changes city time enters as a journaled input. [CLK-1] */
function clockInput({ world, deps }: LiveDistrict): SimInput[] {
  const record = deps.timeline.at(world.tick + 1)
  const now = clockOf(world)
  const paused = record.speed === 0
  if (record.rate === now.rate && paused === now.paused) return []
  return [{ type: 'clock', rate: record.rate, paused }]
}

function commitOf(
  live: LiveDistrict,
  of: { inputs: SimInput[]; result: SettleResult; actions: TakenActions; hash: string | undefined },
): TickCommit {
  const { branch, district } = live.options
  const { inputs, result, actions, hash } = of
  const facts = [...live.extraFacts, ...result.facts]
  live.extraFacts = []
  return {
    branch,
    district,
    tick: live.world.tick,
    simVersion: SIM_VERSION,
    token: live.epoch,
    wallMs: live.deps.clock.wallMs(),
    entries: inputs.map((input, index) => entryOf(input, result.outcomes[index])),
    ...(hash !== undefined && { stateHash: hash }),
    facts,
    streams: result.streams,
    texts: actions.texts,
    commandsDone: result.commandsDone,
    commandsOut: outboxOf(live, result),
    agents: result.agents,
    buildings: { district, rows: result.buildings },
    plots: result.plots,
    books: booksOf(live.world, result.facts),
    ...(result.digest && { digest: result.digest }),
  }
}

/** New ids follow from where and when: a tick that is run again sends the same. What is sent on keeps its own. [CMD-1, CMD-4] */
function outboxOf(
  { options, world }: LiveDistrict,
  { commandsOut }: SettleResult,
): NonNullable<TickCommit['commandsOut']> {
  const { branch, district } = options
  return commandsOut.map(({ district: target, command, id }, index) => {
    return { id: id ?? `${branch}/${district}/${world.tick}/${index}`, target, command }
  })
}

function entryOf(input: SimInput, outcome: SettleResult['outcomes'][number] | undefined): JournalEntry {
  if (!outcome) throw new Error('the simulation gave an outcome per input, but for this one')
  return { input, status: outcome.status, ...(outcome.code !== undefined && { code: outcome.code }) }
}

function snapshotOf(commit: TickCommit, bytes: Uint8Array, hash: string) {
  const { branch, district, tick, simVersion } = commit
  return { branch, district, tick, simVersion, stateHash: hash, bytes }
}

function noteCommitted({ deps }: LiveDistrict, commit: TickCommit, { traces }: TakenActions): void {
  const { district, tick, entries } = commit
  deps.metrics.head.set(tick, { district })
  for (const { input, status, code } of entries) {
    deps.metrics.inputs.add(1, { district, type: input.type, outcome: code ?? status })
    if (input.type !== 'action') continue
    const trace = traces.get(input.action_id)
    deps.log.debug({ district, tick, actionId: input.action_id, status, code, trace }, 'action committed')
  }
}

function noteBorders({ deps, options }: LiveDistrict, { commandsOut, late }: SettleResult): void {
  const { district } = options
  for (const { command } of commandsOut) deps.metrics.commandsSent.add(1, { district, kind: command.kind })
  if (late > 0) deps.metrics.lateArrivals.add(late, { district })
}

function askMinds({ world, routine, deps, options }: LiveDistrict): void {
  routine.keepUp((known) => currentMap(world, known))
  const batch = routineBatch(world)
  if (batch && !routine.ask(batch)) deps.metrics.skippedBatches.add(1, { district: options.district })
}

/** Times each system from outside, by name: the time between two calls belongs to the first one's name. */
function systemTimer({ deps, options }: LiveDistrict): { next: (name?: string) => void } {
  let running: { name: string; sinceMs: number } | undefined
  const next = (name?: string) => {
    const nowMs = deps.clock.monotonicMs()
    if (running) {
      deps.metrics.system.observe(nowMs - running.sinceMs, { district: options.district, system: running.name })
    }
    running = name === undefined ? undefined : { name, sinceMs: nowMs }
  }
  return { next }
}
