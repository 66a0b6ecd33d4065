import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseScenario } from '../../districts/src/sim/index.ts'
import { drawMap } from './preview.ts'

const file = join(import.meta.dirname, '../../districts/scenarios/default.json')
const scenario = parseScenario(JSON.parse(readFileSync(file, 'utf8')))

it('the map shows every building, district, stop and street, and explains its colours', () => {
  const map = drawMap(scenario)
  const count = (pattern: RegExp) => map.match(pattern)?.length ?? 0
  const buildings = scenario.districts.flatMap((district) => district.buildings)
  expect(count(/floors, /g)).toBe(buildings.length)
  expect(count(/<polyline/g)).toBeGreaterThan(scenario.districts.flatMap((district) => district.paths).length)
  for (const { name } of scenario.districts) expect(map).toContain(`>${name}</text>`)
  for (const word of ['Harbour Basin', 'Ring Line', 'Bell Street', 'plot to claim', 'gate', 'kiosk'])
    expect(map).toContain(word)
})

it('the map turns no name into markup', () => {
  const map = drawMap({ ...scenario, title: '<script>"&' })
  expect(map).toContain('<title>&lt;script&gt;&quot;&amp;</title>')
  expect(map).not.toContain('<script')
})
