// What a city is for good: fixed at its first start, compared at every later one.
import type { Service } from '@civitas/kit'
import type { CityIdentity, Store } from '@civitas/store'

/** The environment asks for another city than the one that the store holds. The message names the variable and what to do. */
export class CityIdentityError extends Error {
  override readonly name = 'CityIdentityError'
  readonly code = 'city_identity'
}

const NEW_CITY = 'Set it back, or start a new city with another DATA_DIR (or DATABASE_URL).'

/** Every process of a cluster compares; who comes first founds. `start` rejects with `CityIdentityError`. */
export function composeIdentity(identity: CityIdentity, store: Store): Service {
  return {
    id: 'identity',
    start: async () => checkIdentity(identity, await store.city.identity(identity)),
    stop: () => Promise.resolve(),
  }
}

/** Throws `CityIdentityError` for the first thing that differs. */
export function checkIdentity(wanted: CityIdentity, stored: CityIdentity): void {
  const differs = (variable: string, now: unknown, then: unknown) =>
    new CityIdentityError(`${variable} is ${now}, but this city was founded with ${then}. ${NEW_CITY}`)
  if (wanted.seed !== stored.seed) throw differs('CIVITAS_SEED', wanted.seed, stored.seed)
  if (wanted.scenario !== stored.scenario) throw differs('CIVITAS_SCENARIO', wanted.scenario, stored.scenario)
  if (wanted.tickMs !== stored.tickMs) throw differs('CIVITAS_TICK_MS', wanted.tickMs, stored.tickMs)
  if (wanted.scenarioHash === stored.scenarioHash) return
  throw new CityIdentityError(
    `CIVITAS_SCENARIO or CIVITAS_RESIDENTS: the scenario "${wanted.scenario}" is not the one that this city was founded with. ${NEW_CITY}`,
  )
}
