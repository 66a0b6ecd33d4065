// Builders for hire who could never build are reported with the field at fault, however the file was spoilt.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkScenario } from './check.ts'

const TINY = join(import.meta.dirname, '../../districts/scenarios/tiny.json')
const YARD = 'cog-workshop'
const RUNS = 60
/** Where the bridge leads into the next district, metres from the west. */
const BORDER = 256

interface Yard {
  id: string
  jobs: number
  builds?: unknown
  sells: { item: string; price: number; stock: number; restock: number }[]
  makes?: { item: string; from: { item: string; quantity: number }[]; per_hour: number }[]
  imports?: string[]
}
interface Draft {
  trams: object[]
  districts: { buildings: Yard[]; paths: { to: number[] }[] }[]
}

const read = () => JSON.parse(readFileSync(TINY, 'utf8')) as Draft
const at = read().districts[0]?.buildings.findIndex(({ id }) => id === YARD)
const PATH = `districts.0.buildings.${at}`

/** What is found after `spoil`, as it is printed. */
function faultsAfter(spoil: (yard: Yard, city: Draft) => void): string {
  const city = read()
  spoil(Object(city.districts[0]?.buildings.find(({ id }) => id === YARD)) as Yard, city)
  return checkScenario(city)
    .map(({ path, problem }) => `${path} ${problem}`)
    .join('\n')
}

/** Nobody in the city makes that, or gets it by boat. */
function forget(city: Draft, item: string): void {
  for (const building of city.districts.flatMap(({ buildings }) => buildings)) {
    if (building.makes) building.makes = building.makes.filter((made) => made.item !== item)
    if (building.imports) building.imports = building.imports.filter((one) => one !== item)
  }
}

describe('builders for hire', () => {
  it.each<[string, string, (yard: Yard, city: Draft) => void]>([
    ['who build perhaps', `${PATH}.builds `, (yard) => (yard.builds = 'perhaps')],
    ['without hands', `${PATH}.jobs builders need hands`, (yard) => Object.assign(yard, { jobs: 0, makes: [] })],
    [
      'without a shelf of planks',
      `${PATH}.sells builders need planks on a shelf`,
      (yard) => {
        yard.sells.shift()
        yard.makes = []
      },
    ],
    ['without a shelf of bricks', `${PATH}.sells builders need bricks on a shelf`, (yard) => yard.sells.pop()],
    [
      'whose shelf is never filled again',
      `${PATH}.sells.1.restock builders run out of bricks for good`,
      (yard) => Object.assign(yard.sells[1] ?? {}, { restock: 0 }),
    ],
    [
      'whose bricks are made of what there is not',
      `${PATH}.sells.1.item builders never get bricks: its own ingredients`,
      (_, city) => forget(city, 'clay'),
    ],
    [
      'to whom no gate leads with bricks',
      `${PATH}.sells.1.item builders never get bricks: no gate leads`,
      (_, city) => {
        const [old] = city.districts
        city.trams = []
        if (old) old.paths = old.paths.filter(({ to }) => to[0] !== BORDER)
      },
    ],
  ])('%s are reported', (_who, expected, spoil) => {
    expect(faultsAfter(spoil)).toContain(expected)
  })

  it('of a city that has no bricks, or in which nobody makes them, get them from outside or do without', () => {
    const without = faultsAfter((_, city) => forget(city, 'bricks'))
    expect(without).not.toMatch(/builders/)
  })

  it('of any wrong values are taken, or refused with the path of their field', () => {
    const wrong = fc.constantFrom<unknown>(null, -1, 0, 1.5, 1e9, '', 'no such thing', {}, [], [1])
    const field = fc.constantFrom<keyof Yard>('builds', 'jobs', 'sells', 'makes')
    fc.assert(
      fc.property(field, wrong, (name, value) => {
        const city = read()
        Object.assign(city.districts[0]?.buildings[at ?? -1] ?? {}, { [name]: value })
        for (const { path, remedy } of checkScenario(city)) {
          expect(path).toMatch(/^districts\.\d+\.buildings/)
          expect(remedy).not.toBe('')
        }
        const isWrong = name === 'builds' || typeof value !== 'number'
        if (isWrong && !Array.isArray(value))
          expect(checkScenario(city).map(({ path }) => path)).toContain(`${PATH}.${name}`)
      }),
      { numRuns: RUNS },
    )
  })
})
