// The tiny city with homes for any number of residents: the map and its two districts stay, houses grow taller.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenarioSchema } from '@civitas/schema'

const TINY = new URL('../../districts/scenarios/tiny.json', import.meta.url)

/** Returns the environment of a city with so many residents of its own. */
export function crowdedCity(residents: number): Record<string, string> {
  const scenario = scenarioSchema.parse(JSON.parse(readFileSync(TINY, 'utf8')))
  const districts = scenario.districts.map((district) => {
    const houses = district.buildings.filter(({ homes }) => homes > 0)
    const homes = Math.ceil(residents / scenario.districts.length / houses.length)
    const grown = ({ capacity }: { capacity: number }) => ({ homes, capacity: Math.max(homes, capacity) })
    const buildings = district.buildings.map((one) => (houses.includes(one) ? { ...one, ...grown(one) } : one))
    return { ...district, buildings }
  })
  const file = join(tmpdir(), `civitas-bench-${residents}-${process.pid}.json`)
  writeFileSync(file, JSON.stringify({ ...scenario, districts }))
  process.once('exit', () => rmSync(file, { force: true }))
  return { CIVITAS_SCENARIO: file, CIVITAS_RESIDENTS: String(residents) }
}
