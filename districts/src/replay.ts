// Runs a stopped city's journal again and compares every hash: the same rules must lead to the same state. [DET-1, DET-4]
import { must } from '@civitas/kit'
import type { CityIdentity, Snapshot, Store } from '@civitas/store'
import { RecoveryError, ScenarioFileError } from './errors.ts'
import { type DistrictPlace, replay, type Study } from './host/durable/recovery.ts'
import { stateHash } from './host/durable/state-hash.ts'
import { readScenario, scenarioHash } from './scenario-file.ts'
import { type City, encodeWorld, loadCity } from './sim/index.ts'

export interface ReplayReport {
  district: string
  /** Tick of the state that the replay began with; 0 is the founding. */
  from: number
  /** Newest tick reached. */
  to: number
  ticks: number
  externalActions: number
  /** Of the state at `to`. */
  stateHash: string
  /** What differs, and at which tick; absent when every hash is equal. */
  difference?: { tick: number; problem: string }
}

/**
 * @param identity of the city that the store holds
 * @param options.fromStart run all that the journal still has, not only what follows the newest snapshot
 * @param options.residents the city's `CIVITAS_RESIDENTS`, if it was set
 * Rejects with `ScenarioFileError` when the scenario is not the one that the city was founded with.
 */
export async function replayCity(
  store: Store,
  identity: CityIdentity,
  options: { fromStart: boolean; residents?: number | undefined },
): Promise<ReplayReport[]> {
  const reports: ReplayReport[] = []
  for (const place of await placesOf(identity, options.residents)) {
    reports.push(await replayDistrict(store, place, options.fromStart))
  }
  return reports
}

/**
 * Runs all that the journal still has, one district after the other, and shows each tick with its facts.
 * @returns the city that the store holds. Rejects like `replayCity`, and with `RecoveryError` where a hash differs.
 */
export async function studyCity(
  store: Store,
  identity: CityIdentity,
  options: { residents?: number | undefined; study: Study },
): Promise<City> {
  const places = await placesOf(identity, options.residents)
  for (const place of places) await replay(store, place, await oldestStart(store, place), options.study)
  return must(places[0], 'a district').city
}

async function placesOf(
  { branch, seed, tickMs, ...founded }: CityIdentity,
  residents: number | undefined,
): Promise<DistrictPlace[]> {
  const { scenarioHash: wanted } = founded
  const scenario = await readScenario(founded.scenario, residents, { scenarioHash: wanted, onUnknownField: () => {} })
  if (scenarioHash(scenario) !== wanted) {
    throw new ScenarioFileError(
      `CIVITAS_SCENARIO or CIVITAS_RESIDENTS: "${founded.scenario}" is not the scenario that this city was founded with`,
    )
  }
  const city = loadCity(scenario)
  return scenario.districts.map(({ id: district }, index) => ({ branch, city, district, index, seed, tickMs }))
}

async function replayDistrict(store: Store, place: DistrictPlace, fromStart: boolean): Promise<ReplayReport> {
  const snapshot = fromStart
    ? await oldestStart(store, place)
    : await store.snapshots.latest(place.branch, place.district)
  const from = snapshot?.tick ?? 0
  const report: ReplayReport = { district: place.district, from, to: from, ticks: 0, externalActions: 0, stateHash: '' }
  try {
    const { world, ticksReplayed, externalActions } = await replay(store, place, snapshot)
    return {
      ...report,
      to: world.tick,
      ticks: ticksReplayed,
      externalActions,
      stateHash: stateHash(encodeWorld(world)),
    }
  } catch (error) {
    if (!(error instanceof RecoveryError)) throw error
    return { ...report, difference: { tick: error.tick, problem: error.message } }
  }
}

/** The oldest state from which the journal has every tick: a snapshot, or `undefined` for the founding. */
async function oldestStart(store: Store, { branch, district }: DistrictPlace): Promise<Snapshot | undefined> {
  const [first] = await store.tickLog.read(branch, district, 0, 1)
  if (!first || first.tick <= 1) return undefined
  let oldest = await store.snapshots.latest(branch, district)
  for (let older = oldest; older && older.tick >= first.tick - 1;) {
    oldest = older
    older = await store.snapshots.latest(branch, district, older.tick - 1)
  }
  return oldest
}
