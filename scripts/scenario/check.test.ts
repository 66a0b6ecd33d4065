// A faulty scenario is refused with the path of the field and what to do about it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCity, parseScenario, ScenarioError } from '../../districts/src/sim/index.ts'
import { checkScenario } from './check.ts'

const SCENARIOS = join(import.meta.dirname, '../../districts/scenarios')
const RUNS = 150
/** Names that fit somewhere in a scenario. */
const KNOWN = new Set(fieldsOf(JSON.parse(readFileSync(join(SCENARIOS, 'default.json'), 'utf8')), []).flat())

/** The loose shape of a scenario file, as a test spoils it. */
interface Draft {
  items: object[]
  trams: object[]
  districts: {
    paths: { name?: string; from: number[]; to: number[]; kind: string }[]
    places: object[]
    parks: object[]
    plots: { at: number[] }[]
    buildings: { name: string; door: number[]; hours?: number[]; sells?: object[] }[]
  }[]
}

const read = (name: string) => JSON.parse(readFileSync(join(SCENARIOS, `${name}.json`), 'utf8')) as Draft
const paths = (content: unknown) => checkScenario(content).map(({ path }) => path)

/** The faults of the six districts after `spoil`. */
function faultsAfter(spoil: (city: Draft, old: Draft['districts'][number]) => void): string[] {
  const city = read('default')
  const [old] = city.districts
  if (old) spoil(city, old)
  return paths(city)
}

describe('a check of a scenario', () => {
  it.each(['tiny', 'default'])('finds nothing in %s', (name) => {
    expect(checkScenario(read(name))).toEqual([])
  })

  it('tells what to do about every fault', () => {
    const city = read('default')
    city.districts[0]?.buildings[0]?.door.splice(0, 2, 21, 22)
    const [fault] = checkScenario(city)
    expect(fault).toEqual({
      path: 'districts.0.buildings.0.door',
      problem: "is not on the footprint's edge",
      remedy: expect.stringContaining('put the door on an edge'),
    })
  })

  it.each<[string, string, (city: Draft, old: Draft['districts'][number]) => void]>([
    ['two districts on one spot', 'districts.1.at', (city) => Object.assign(city.districts[1] ?? {}, { at: [0, 0] })],
    ['two districts of one id', 'districts.2.id', (city) => Object.assign(city.districts[2] ?? {}, { id: 'old-town' })],
    ['two items of one id', 'items.1.id', (city) => Object.assign(city.items[1] ?? {}, { id: 'bread' })],
    [
      'two houses of one name',
      'districts.0.buildings.1.name',
      (_, old) => Object.assign(old.buildings[1] ?? {}, { name: old.buildings[0]?.name }),
    ],
    [
      'a house on the street',
      'districts.0.buildings.0.at',
      (_, old) => Object.assign(old.buildings[0] ?? {}, { at: [60, 60], size: [12, 12], door: [66, 60] }),
    ],
    [
      'a plot in the canal',
      'districts.1.plots.0.at',
      (city) => Object.assign(city.districts[1]?.plots[0] ?? {}, { at: [494, 40] }),
    ],
    [
      'a plot on a plot',
      'districts.0.plots.1.at',
      (_, old) => Object.assign(old.plots[1] ?? {}, { at: old.plots[0]?.at }),
    ],
    [
      'a park beyond the border',
      'districts.0.parks.0.size',
      (_, old) => Object.assign(old.parks[0] ?? {}, { at: [240, 200], size: [40, 20] }),
    ],
    [
      'a street along the border',
      'districts.1.paths.6',
      (_, old) => void old.paths.push({ from: [240, 54], to: [252, 54], kind: 'path' }),
    ],
    [
      'a street that ends on the border',
      'districts.0.paths.22',
      (_, old) => void old.paths.push({ from: [240, 54], to: [256, 54], kind: 'path' }),
    ],
    [
      'a gate in the town centre',
      'districts.0.places.4.at',
      (_, old) => Object.assign(old.places[4] ?? {}, { kind: 'gate' }),
    ],
    ['a spawn point in a garden', 'districts.0.spawn', (_, old) => Object.assign(old, { spawn: [99, 60] })],
    ['more people than homes', 'districts.0.residents', (_, old) => Object.assign(old, { residents: 9_000 })],
    [
      'work for nothing',
      'districts.0.buildings.3.wage',
      (_, old) => Object.assign(old.buildings[3] ?? {}, { jobs: 2, shift: [480, 960], wage: 0 }),
    ],
    ['no jobs', 'districts.0.residents', (_, old) => old.buildings.forEach((one) => Object.assign(one, { jobs: 0 }))],
    ['more jobs than hands', 'districts.0.buildings', (_, old) => Object.assign(old, { residents: 17 })],
    ['no food', 'districts.0.buildings', (_, old) => old.buildings.forEach((one) => Object.assign(one, { sells: [] }))],
    [
      'too little food',
      'districts.0.buildings',
      (_, old) => old.buildings.forEach((one) => one.sells?.forEach((shelf) => Object.assign(shelf, { restock: 1 }))),
    ],
    [
      'nights without food',
      'districts.0.buildings',
      (_, old) => old.buildings.forEach((one) => one.hours && Object.assign(one, { hours: [480, 1080] })),
    ],
    [
      'food for the rich',
      'districts.0.buildings',
      (_, old) => old.buildings.forEach((one) => one.sells?.forEach((shelf) => Object.assign(shelf, { price: 900 }))),
    ],
    [
      'a tram across gardens',
      'trams.0.line.1',
      (city) =>
        Object.assign(city.trams[0] ?? {}, {
          line: [
            [128, 128],
            [630, 140],
          ],
          stops: ['meridian-stop', 'customs-stop'],
        }),
    ],
    [
      'a stop that is none',
      'trams.1.stops.0',
      (city) => Object.assign(city.trams[1] ?? {}, { stops: ['mint-square', 'assay-stop'] }),
    ],
    [
      'a stop beside the line',
      'trams.1.stops.1',
      (city) => Object.assign(city.trams[1] ?? {}, { stops: ['assay-stop', 'customs-stop'] }),
    ],
  ])('names the field: %s', (_what, path, spoil) => {
    expect(faultsAfter(spoil)).toContain(path)
  })

  it.each<[string, string, (city: Draft, old: Draft['districts'][number]) => void]>([
    ['traams', 'is not known; did you mean trams?', (city) => rename(city, 'trams', 'traams')],
    ['districts.0.treasurry', 'is not known; did you mean treasury?', (_, old) => rename(old, 'treasury', 'treasurry')],
    [
      'districts.0.buildings.4.hour',
      'is not known; did you mean hours?',
      (_, old) => rename(old.buildings[4] ?? {}, 'hours', 'hour'),
    ],
    ['districts.0."a <b>note"', 'is not known', (_, old) => Object.assign(old, { 'a <b>note': 'by the operator' })],
  ])('names a field that nobody knows: %s', (path, problem, spoil) => {
    const city = read('default')
    const [old] = city.districts
    if (old) spoil(city, old)
    const found = checkScenario(city).filter((fault) => fault.path === path)
    expect(found).toEqual([{ path, problem, remedy: expect.stringMatching(/^leave it out, or use one of /) }])
    expect(refusalOf(city)).toBe(path)
  })

  it('reports a district without a gate', () => {
    const apart = faultsAfter((city) => {
      const gardens = city.districts[5]
      Object.assign(gardens ?? {}, {
        paths: gardens?.paths.filter(({ name }) => !String(name).endsWith('Gate')),
      })
    })
    expect(apart).toContain('districts.5.paths')
  })

  it('reports a district with more paths than a city can keep in mind', () => {
    const crowded = faultsAfter((_, old) => {
      for (let i = 0; i < 50; i++) {
        old.paths.push({ from: [20 + i * 4, 20], to: [20 + i * 4, 230], kind: 'path' })
        old.paths.push({ from: [20, 20 + i * 4], to: [230, 20 + i * 4], kind: 'path' })
      }
    })
    expect(crowded).toContain('districts.0.paths')
  })

  it('lists all faults, not the first alone', () => {
    const many = faultsAfter((city, old) => {
      Object.assign(old, { spawn: [99, 60] })
      Object.assign(city.trams[1] ?? {}, { stops: ['mint-square', 'assay-stop'] })
      Object.assign(old.plots[1] ?? {}, { at: old.plots[0]?.at })
    })
    expect(many).toEqual(expect.arrayContaining(['districts.0.spawn', 'trams.1.stops.0', 'districts.0.plots.1.at']))
  })
})

describe('a spoilt scenario file', () => {
  const leaves = leavesOf(read('tiny'), [])
  const wrong = fc.constantFrom<unknown>(null, true, -1, 1.5, 1e9, '', 'no such thing', '<b>', {}, [], [1], Number.NaN)

  it('is refused with the path of the field that does not fit, or can be lived in', () => {
    fc.assert(
      fc.property(fc.nat(leaves.length - 1), wrong, (index, value) => {
        const at = leaves[index] ?? []
        const city = read('tiny')
        put(city, at, value)
        const fault = refusalOf(city)
        // A field that does not fit by itself is named, or what it belongs to.
        if (fault !== undefined && !isContradiction(city))
          expect(isNear(fault, at), `${fault} for ${at.join('.')}`).toBe(true)
        expect(fault === undefined || paths(city).length > 0).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('without one of its fields is refused with a path, or can be lived in', () => {
    fc.assert(
      fc.property(fc.nat(leaves.length - 1), fc.nat(4), (index, up) => {
        const at = (leaves[index] ?? []).slice(0, Math.max(1, (leaves[index]?.length ?? 1) - up))
        const city = read('tiny')
        put(city, at, undefined)
        const fault = refusalOf(city)
        expect(fault === undefined || paths(city).length > 0).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('with a field of another name, anywhere, is refused with its path', () => {
    const fields = fieldsOf(read('tiny'), [])
    const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('__proto__', 'constructor', 'x-note'))
    fc.assert(
      fc.property(fc.nat(fields.length - 1), fc.option(name), (index, other) => {
        const at = fields[index] ?? []
        const city = read('tiny')
        const key = at.at(-1) ?? ''
        const holder = at.slice(0, -1).reduce((inner, step) => Object(inner)[step] as unknown, city as unknown)
        // Without another name it is a slip of the pen: the last letter twice.
        const written = other ?? key + key.at(-1)
        fc.pre(!KNOWN.has(written))
        rename(holder as object, key, written)
        const path = [...at.slice(0, -1), /^[\w-]+$/.test(written) ? written : JSON.stringify(written)].join('.')
        expect(refusalOf(city)).toBe(path)
        const fault = checkScenario(city).find((one) => one.path === path)
        expect(fault?.problem).toMatch(/^is not known/)
        if (other === null) expect(fault?.problem).toBe(`is not known; did you mean ${key}?`)
      }),
      { numRuns: RUNS },
    )
  })

  it.each([null, [], 3, 'city', {}])('that holds %j is refused', (content) => {
    expect(refusalOf(content)).toBeDefined()
    expect(paths(content)).not.toEqual([])
  })
})

/** What a starting city says, `undefined` when it starts. Anything but a `ScenarioError` is a bug. */
function refusalOf(content: unknown): string | undefined {
  try {
    loadCity(parseScenario(content))
    return undefined
  } catch (error) {
    if (error instanceof ScenarioError) return error.path
    throw error
  }
}

/** Each field may fit and yet contradict another, which is then the one named. */
function isContradiction(content: unknown): boolean {
  try {
    parseScenario(content)
    return true
  } catch {
    return false
  }
}

function isNear(fault: string, at: readonly string[]): boolean {
  const spoilt = at.join('.')
  return spoilt.startsWith(fault) || fault.startsWith(spoilt)
}

/** Paths of all fields of objects. */
function fieldsOf(value: unknown, at: string[]): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(Array.isArray(value) ? [] : [[...at, key]]),
    ...fieldsOf(inner, [...at, key]),
  ])
}

/** Puts the field at its end: where it stands in an object says nothing. */
function rename(holder: object, from: string, to: string): void {
  const value = Object(holder)[from] as unknown
  Reflect.deleteProperty(holder, from)
  Object.defineProperty(holder, to, { value, enumerable: true, configurable: true, writable: true })
}

function leavesOf(value: unknown, at: string[]): string[][] {
  if (typeof value !== 'object' || value === null) return [at]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...at, key]))
}

function put(city: unknown, at: readonly string[], value: unknown): void {
  const holder = at.slice(0, -1).reduce((inner, key) => Object(inner)[key] as unknown, city)
  const key = at.at(-1)
  if (typeof holder !== 'object' || holder === null || key === undefined) return
  if (value === undefined && Array.isArray(holder)) holder.splice(Number(key), 1)
  else Object.assign(holder, { [key]: value })
}
