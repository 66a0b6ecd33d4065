// The shipped scenario as the page gets it, and a small made-up map.
import { readFileSync } from 'node:fs'
import { must } from '@civitas/kit'
import { scenarioSchema } from '@civitas/schema'
import type { CityMap } from '../src/net/city-map.ts'

const SCENARIO = new URL('../../districts/scenarios/tiny.json', import.meta.url)

export function shippedMap(): CityMap {
  return scenarioSchema.parse(JSON.parse(readFileSync(SCENARIO, 'utf8')))
}

/** The shipped map moved aside, so that a district's origin is not zero. */
export function secondDistrictOnly(): CityMap {
  const map = shippedMap()
  return { ...map, districts: [must(map.districts[1], 'two districts')] }
}
