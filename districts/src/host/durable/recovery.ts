// Brings a district back to its newest committed tick: newest snapshot, then the journal, hash-checked. [DET-4]
import type { Fact } from '@civitas/schema'
import type { JournalTick, Snapshot, Store } from '@civitas/store'
import { RecoveryError } from '../../errors.ts'
import {
  type City,
  createWorld,
  decodeWorld,
  encodeWorld,
  settle,
  SIM_VERSION,
  step,
  type World,
} from '../../sim/index.ts'
import { stateHash } from './state-hash.ts'
import { STEP_MS } from '../time/timeline.ts'

/** City seconds per real second in a new world. Another rate enters with the first tick, journaled, so that replay needs no setting. */
const FOUNDING_CLOCK_RATE = 20
/** Journal rows read at once. */
const CHUNK_TICKS = 200

export interface DistrictPlace {
  branch: string
  city: City
  district: string
  /** Index of the district in the scenario. */
  index: number
  seed: number
  tickMs: number
}

export interface Recovered {
  /** Right after `settle` of its newest committed tick, before that tick's steps. */
  world: World
  ticksReplayed: number
  externalActions: number
  /** Set when rows of an older `SIM_VERSION` were run by today's rules: to be committed with the next tick. */
  newRules?: Extract<Fact, { type: 'recovered_under_new_rules' }>
}

/** Rejects with `RecoveryError` naming the first tick whose hash differs. */
export async function recover(store: Store, place: DistrictPlace): Promise<Recovered> {
  return await replay(store, place, await store.snapshots.latest(place.branch, place.district))
}

/** Called after every replayed tick, with all of its facts, private ones too. */
export type Study = (world: World, facts: readonly Fact[]) => void

/** Runs the journal from `snapshot` (without one: from the beginning of the world) to its end. */
export async function replay(
  store: Store,
  place: DistrictPlace,
  snapshot: Snapshot | undefined,
  study?: Study,
): Promise<Recovered> {
  const world = snapshot ? worldOf(place, snapshot) : newWorld(place)
  world.isStudied = study !== undefined
  const recovered: Recovered = { world, ticksReplayed: 0, externalActions: 0 }
  for (;;) {
    const rows = await store.tickLog.read(place.branch, place.district, world.tick + 1, CHUNK_TICKS)
    for (const row of rows) runRow(recovered, place, row, study)
    if (rows.length < CHUNK_TICKS) return recovered
  }
}

/** The world before its first tick, with the scenario's residents in it. */
export function newWorld({ city, index, seed, tickMs }: DistrictPlace): World {
  return createWorld(city, index, seed, { tickMs, clockRate: FOUNDING_CLOCK_RATE })
}

function worldOf({ city, district }: DistrictPlace, snapshot: Snapshot): World {
  if (stateHash(snapshot.bytes) !== snapshot.stateHash) {
    throw new RecoveryError(district, snapshot.tick, 'the snapshot does not have the hash that it was stored with')
  }
  try {
    return decodeWorld(city, snapshot.bytes)
  } catch (cause) {
    const problem = `the snapshot, written by simulation version ${snapshot.simVersion}, cannot be read`
    throw new RecoveryError(district, snapshot.tick, problem, { cause })
  }
}

function runRow(recovered: Recovered, place: DistrictPlace, row: JournalTick, study?: Study): void {
  const { world } = recovered
  if (row.tick !== world.tick + 1) {
    throw new RecoveryError(place.district, world.tick + 1, `the journal goes on with tick ${row.tick}`)
  }
  for (let count = place.tickMs / STEP_MS; count > 0; count--) step(world)
  const { facts } = settle(
    world,
    row.entries.map(({ input }) => input),
  )
  study?.(world, facts)
  recovered.ticksReplayed++
  recovered.externalActions += row.entries.filter(({ input }) => input.type === 'action').length
  if (row.simVersion !== SIM_VERSION) {
    const from_version = recovered.newRules?.from_version ?? row.simVersion
    recovered.newRules = { type: 'recovered_under_new_rules', from_version, to_version: SIM_VERSION }
  }
  if (recovered.newRules || row.stateHash === undefined) return
  const found = stateHash(encodeWorld(world))
  if (found !== row.stateHash) {
    throw new RecoveryError(place.district, row.tick, `state hash ${found}, journaled was ${row.stateHash}`)
  }
}
