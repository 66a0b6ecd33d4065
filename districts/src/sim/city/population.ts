// The scenario's residents: numbered district by district, named, housed, employed. Drawn from the seed alone.
import { hash32, must } from '@civitas/kit'
import { isRetired } from '@civitas/schema'
import type { Building, City, DistrictMap } from './city.ts'
import { householdOf } from '../economy/household.ts'
import { FAMILY_NAMES, GIVEN_NAMES } from './names.ts'
import { PURPOSE } from '../purposes.ts'

/** One in this many would work in a neighbouring district, if somebody there would change places. */
const COMMUTERS = 8

export interface Settler {
  number: number
  name: string
  /** Addresses of buildings, -1 for none. */
  home: number
  job: number
  /** Number of the household, 0 for none. */
  household: number
}

/** Residents per district, in order of their numbers. A few work beyond the border. */
export function settlersByDistrict(city: City, seed: number): Settler[][] {
  const natives = city.districts.map((map) => nativesOf(city, map, seed))
  const joined = city.districts.every(({ index, towards }) => towards.every((way, to) => way >= 0 || to === index))
  if (city.districts.length < 2 || !joined) return natives
  // Everybody on the list takes the job of the one in the same place on the next district's list; the last district's go to the first.
  const commuters = natives.map((settlers) => commutersOf(settlers, seed))
  const shortest = Math.min(...commuters.map((list) => list.length))
  const jobs = commuters.map((list) => list.map(({ job }) => job))
  commuters.forEach((list, index) => {
    const beyond = must(jobs[(index + 1) % jobs.length], 'a district')
    list.slice(0, shortest).forEach((settler, i) => {
      settler.job = must(beyond[i], 'a commuter')
    })
  })
  return natives
}

function commutersOf(settlers: readonly Settler[], seed: number): Settler[] {
  return settlers.filter(({ number, job }) => job >= 0 && hash32(seed, 0, number, PURPOSE.commute) % COMMUTERS === 0)
}

function nativesOf(city: City, map: DistrictMap, seed: number): Settler[] {
  const first = must(city.firstResident[map.index], 'first number')
  const numbers = Array.from({ length: map.scenario.residents }, (_, i) => first + i)
  const homes = shuffled(places(map.buildings, 'homes'), seed, first, PURPOSE.home)
  const jobs = shuffled(places(map.buildings, 'positions'), seed, first, PURPOSE.job)
  const lodgers = new Map<number, number>()
  const settlers = numbers.map((number, i) => {
    const works = !isRetired(seed, number)
    const home = homes[i] ?? -1
    const nth = lodgers.get(home) ?? 0
    lodgers.set(home, nth + 1)
    const building = map.buildings[home - map.firstAddress]
    const household = building ? householdOf(building, nth) : 0
    return { number, name: '', home, household, job: works ? (jobs.pop() ?? -1) : -1 }
  })
  // People of one household share the family name.
  for (const settler of settlers) settler.name = nameOf(settler, seed)
  return settlers
}

/** For the register: every resident of the scenario. */
export function scenarioResidents(city: City, seed: number) {
  const settlers = settlersByDistrict(city, seed)
  return city.districts.flatMap((map) =>
    must(settlers[map.index], 'a district').map(({ number, name, home, job }) => {
      const [homeId, jobId] = [city.named[home]?.id, city.named[job]?.id]
      return { resident: number, name, district: map.id, ...(homeId && { home: homeId }), ...(jobId && { job: jobId }) }
    }),
  )
}

function nameOf({ number, household }: Settler, seed: number): string {
  const family = household || number
  const given = must(GIVEN_NAMES[(hash32(seed, 0, 0, PURPOSE.givenName) + number * 7) % GIVEN_NAMES.length], 'name')
  return `${given} ${must(FAMILY_NAMES[hash32(seed, 0, family, PURPOSE.familyName) % FAMILY_NAMES.length], 'name')}`
}

/** Addresses of buildings, each as often as it has places. */
function places(buildings: readonly Building[], what: 'homes' | 'positions'): number[] {
  return buildings.flatMap((building) => Array.from({ length: building[what] }, () => building.address))
}

function shuffled(list: number[], seed: number, salt: number, purpose: number): number[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = hash32(seed, i, salt, purpose) % (i + 1)
    const swap = list[i] ?? 0
    list[i] = list[j] ?? 0
    list[j] = swap
  }
  return list
}
