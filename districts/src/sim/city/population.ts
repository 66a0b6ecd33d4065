// The scenario's residents: numbered district by district, named, housed, employed. Drawn from the seed alone.
import { hash32, must } from '@civitas/kit'
import type { Building, City, DistrictMap } from './city.ts'
import { FAMILY_NAMES, GIVEN_NAMES } from './names.ts'

const FAMILY = 11
const GIVEN = 12
const HOME = 13
const JOB = 14
const RETIRED = 15
const COMMUTE = 16

/** One in this many residents has no job. */
const WITHOUT_JOB = 14
/** One in this many would work in a neighbouring district, if somebody there would change places. */
const COMMUTERS = 8

export interface Settler {
  number: number
  name: string
  /** Addresses of buildings, -1 for none. */
  home: number
  job: number
}

/** Residents of one district in order of their numbers. A few work beyond the border. */
export function settlersOf(city: City, map: DistrictMap, seed: number): Settler[] {
  const settlers = nativesOf(city, map, seed)
  const beyond = city.districts[(map.index + 1) % city.districts.length]
  if (!beyond || beyond === map) return settlers
  // Everybody on the list takes the job of the one in the same place on the next district's list; the last district's go to the first.
  const lists = city.districts.map((other) => commutersOf(nativesOf(city, other, seed), seed))
  const shortest = Math.min(...lists.map((list) => list.length))
  const joined = city.districts.every((other) => other.towards.every((way, to) => way >= 0 || to === other.index))
  if (!joined) return settlers
  commutersOf(settlers, seed)
    .slice(0, shortest)
    .forEach((settler, i) => {
      settler.job = must(lists[beyond.index]?.[i], 'a commuter').job
    })
  return settlers
}

function commutersOf(settlers: readonly Settler[], seed: number): Settler[] {
  return settlers.filter(({ number, job }) => job >= 0 && hash32(seed, 0, number, COMMUTE) % COMMUTERS === 0)
}

function nativesOf(city: City, map: DistrictMap, seed: number): Settler[] {
  const first = must(city.firstResident[map.index], 'first number')
  const numbers = Array.from({ length: map.scenario.residents }, (_, i) => first + i)
  const homes = shuffled(places(map.buildings, 'homes'), seed, first, HOME)
  const jobs = shuffled(places(map.buildings, 'positions'), seed, first, JOB)
  const settlers = numbers.map((number, i) => {
    const works = hash32(seed, 0, number, RETIRED) % WITHOUT_JOB !== 0
    return { number, name: '', home: homes[i] ?? -1, job: works ? (jobs.pop() ?? -1) : -1 }
  })
  // People of one home share the family name.
  for (const settler of settlers) settler.name = nameOf(settler, seed, map)
  return settlers
}

/** For the register: every resident of the scenario. */
export function scenarioResidents(city: City, seed: number) {
  return city.districts.flatMap((map) =>
    settlersOf(city, map, seed).map(({ number, name, home, job }) => {
      const [homeId, jobId] = [city.named[home]?.id, city.named[job]?.id]
      return { resident: number, name, district: map.id, ...(homeId && { home: homeId }), ...(jobId && { job: jobId }) }
    }),
  )
}

function nameOf({ number, home }: Settler, seed: number, map: DistrictMap): string {
  const house = map.buildings[home - map.firstAddress]
  // Flats hold several families, a house one.
  const family = house?.kind === 'house' ? house.index + map.index * 10_000 : number
  const given = must(GIVEN_NAMES[(hash32(seed, 0, 0, GIVEN) + number * 7) % GIVEN_NAMES.length], 'name')
  return `${given} ${must(FAMILY_NAMES[hash32(seed, 0, family, FAMILY) % FAMILY_NAMES.length], 'name')}`
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
