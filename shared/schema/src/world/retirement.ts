// Who of a city is past working: drawn from its seed, the same for the district that gives jobs and the mind that might look for one.
import { hash32 } from '@civitas/kit'

const RETIRED = 15
/** One in this many. */
const RETIRED_OF = 14

export function isRetired(seed: number, resident: number): boolean {
  return hash32(seed, 0, resident, RETIRED) % RETIRED_OF === 0
}
