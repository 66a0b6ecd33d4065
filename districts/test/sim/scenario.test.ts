// A faulty scenario is refused with the name of the field.
import { describe, expect, it } from 'vitest'
import { loadCity, parseScenario, ScenarioError } from '../../src/sim/index.ts'
import { readScenario } from './stage.ts'

/** The loose shape of a scenario file, as a test spoils it. */
interface Draft {
  districts: {
    spawn: number[]
    residents: number
    places: { id: string; at: number[] }[]
    paths: { from: number[]; to: number[] }[]
    buildings: {
      id: string
      at: number[]
      size: number[]
      door: number[]
      shift?: number[]
      capacity: number
      sells?: { item: string; price: number }[]
    }[]
  }[]
}

function faultOf(spoil: (first: Draft['districts'][number], draft: Draft) => void): string {
  const draft = readScenario('tiny') as Draft
  const [first] = draft.districts
  if (first) spoil(first, draft)
  try {
    loadCity(parseScenario(draft))
  } catch (error) {
    if (error instanceof ScenarioError) return error.path
    throw error
  }
  return 'none'
}

describe('a scenario', () => {
  it('as shipped has no fault', () => expect(faultOf(() => {})).toBe('none'))

  const at = (index: number) => `districts.0.buildings.${index}`
  it.each<[string, string, (first: Draft['districts'][number]) => void]>([
    [
      'a negative price',
      `${at(15)}.sells.0.price`,
      (d) => Object.assign(d.buildings[15]?.sells?.[0] ?? {}, { price: -1 }),
    ],
    ['an unknown kind', `${at(0)}.kind`, (d) => Object.assign(d.buildings[0] ?? {}, { kind: 'castle' })],
    [
      'an unknown item',
      `${at(15)}.sells.0.item`,
      (d) => Object.assign(d.buildings[15]?.sells?.[0] ?? {}, { item: 'gold' }),
    ],
    ['a door in the wall', `${at(2)}.door`, (d) => Object.assign(d.buildings[2] ?? {}, { door: [30, 60] })],
    ['a house on another', `${at(1)}.at`, (d) => Object.assign(d.buildings[1] ?? {}, { at: [30, 21], door: [37, 21] })],
    [
      'a house in the next district',
      `${at(0)}.size`,
      (d) => Object.assign(d.buildings[0] ?? {}, { at: [250, 21], door: [255, 21] }),
    ],
    ['a job without a shift', `${at(3)}.shift`, (d) => delete d.buildings[3]?.shift],
    ['more homes than room', `${at(0)}.capacity`, (d) => Object.assign(d.buildings[0] ?? {}, { capacity: 2 })],
    ['a spawn point in the grass', 'districts.0.spawn', (d) => Object.assign(d, { spawn: [30, 45] })],
    ['a bench in the grass', 'districts.0.places.2.at', (d) => Object.assign(d.places[2] ?? {}, { at: [80, 110] })],
    ['a name used twice', 'districts.0.places.0.id', (d) => Object.assign(d.places[0] ?? {}, { id: 'canal-cafe' })],
    ['too few homes', 'districts.0.residents', (d) => Object.assign(d, { residents: 500 })],
    [
      'no path to a house',
      `${at(0)}.door`,
      (d) => {
        d.paths.push({ from: [20, 36], to: [40, 36] })
        Object.assign(d.buildings[0] ?? {}, { door: [31, 33] })
      },
    ],
  ])('with %s is refused at %s', (_what, path, spoil) => expect(faultOf(spoil)).toBe(path))

  it('that is no object at all is refused', () => {
    expect(() => parseScenario('town')).toThrow(ScenarioError)
  })
})
