// An economy that cannot run is reported, and no fault of a file makes anything but a refusal with its path.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCity, parseScenario, ScenarioError } from '../../districts/src/sim/index.ts'
import { checkScenario } from './check.ts'

const SCENARIOS = join(import.meta.dirname, '../../districts/scenarios')
const RUNS = 50
/** On busy machines each of them takes a while. */
const PATIENCE_MS = 60_000

interface Maker {
  id: string
  jobs?: number
  rent?: number
  homes?: number
  sells?: { item: string; price: number }[]
  makes?: { item: string; from: { item: string; quantity: number }[] }[]
  imports?: string[]
}
interface Draft {
  districts: { buildings: Maker[] }[]
}

const read = () => JSON.parse(readFileSync(join(SCENARIOS, 'tiny.json'), 'utf8')) as Draft

/** Paths and problems after `spoil`, which gets the buildings of both districts. */
function faultsAfter(spoil: (all: Maker[]) => void): string[] {
  const city = read()
  spoil(city.districts.flatMap(({ buildings }) => buildings))
  return checkScenario(city).map(({ path, problem }) => `${path} ${problem}`)
}

const named = (all: readonly Maker[], id: string) => Object(all.find((one) => one.id === id)) as Maker

describe('an economy that cannot run', () => {
  it.each<[string, RegExp, (all: Maker[]) => void]>([
    [
      'an ingredient that nobody makes',
      /makes\.0\.from\.0\.item nobody else makes or imports grain/,
      (all) => {
        const store = named(all, 'north-warehouse')
        store.imports = store.imports?.filter((item) => item !== 'grain') ?? []
      },
    ],
    [
      'a chain that begins nowhere',
      /makes\.0\.from\.0\.item flour can never be made/,
      (all) => {
        const store = named(all, 'north-warehouse')
        store.imports = store.imports?.filter((item) => item !== 'grain') ?? []
      },
    ],
    [
      'a chain that bites its tail',
      /flour can never be made/,
      (all) => {
        const [flour] = named(all, 'south-warehouse').makes ?? []
        if (flour) flour.from = [{ item: 'bread', quantity: 1 }]
      },
    ],
    ['a maker without hands', /jobs nobody works here to make bread/, (all) => (named(all, 'old-bakery').jobs = 0)],
    [
      'rents that nobody can pay',
      /food and rent of a day cost/,
      (all) => {
        for (const one of all) if (one.homes) one.rent = 900
      },
    ],
    [
      'wages that do not pay the usual rent, where none is written',
      /districts\.0\.buildings food and rent of a day cost 47 coins in old-town, a shift leaves 40$/m,
      (all) => {
        for (const one of all) {
          delete one.rent
          if (one.jobs) Object.assign(one, { wage: 6, shift: [480, 960] })
        }
      },
    ],
    [
      'more workers than there is room for',
      /jobs 5 work here, but only 4 have room/,
      (all) => Object.assign(named(all, 'old-bakery'), { jobs: 5, capacity: 4 }),
    ],
    [
      'something made and not sold',
      /makes\.0\.item bread is made here but not sold/,
      (all) => (named(all, 'old-bakery').sells = []),
    ],
    [
      'two shelves of one ware',
      /sells\.2\.item has a shelf already/,
      (all) => {
        const { sells } = named(all, 'old-bakery')
        if (sells?.[0]) sells.push(sells[0])
      },
    ],
    [
      'a boat that brings what nobody sells there',
      /imports\.4 the boat brings flour, but it is not sold here/,
      (all) => named(all, 'north-warehouse').imports?.push('flour'),
    ],
  ])('is reported: %s', (_story, expected, spoil) => {
    expect(faultsAfter(spoil).join('\n')).toMatch(expected)
  })

  it('is not seen where there is none', () => {
    expect(faultsAfter(() => {})).toEqual([])
  })
})

/** Steps are names of fields and numbers of a list; a name that is no plain word is quoted. */
const PATH = /^(\(file\)|([\w-]+|"(\\.|[^"\\])*")(\.([\w-]+|"(\\.|[^"\\])*"))*)$/u

type Mutation = {
  kind: 'drop' | 'retype' | 'range' | 'double' | 'dangle' | 'rename'
  pick: number
  up: number
  value: unknown
}

describe('a scenario file with some faults at once', () => {
  const mutation: fc.Arbitrary<Mutation> = fc.record({
    kind: fc.constantFrom('drop', 'retype', 'range', 'double', 'dangle', 'rename'),
    pick: fc.nat(),
    up: fc.nat(3),
    value: fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.integer(), fc.string()),
  })

  it(
    'is accepted, or refused with the path of a field, and never anything else',
    () => {
      fc.assert(
        fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
          const city = read()
          for (const one of mutations) mutate(city, one)
          const path = refusalOf(city)
          const faults = checkScenario(city).map((fault) => fault.path)
          if (path === undefined) return
          expect(path).toMatch(PATH)
          expect(faults.length, path).toBeGreaterThan(0)
        }),
        { numRuns: RUNS },
      )
    },
    PATIENCE_MS,
  )
})

/** The path in what a starting city says; anything but a `ScenarioError` is thrown on. */
function refusalOf(content: unknown): string | undefined {
  try {
    loadCity(parseScenario(content))
    return undefined
  } catch (error) {
    if (error instanceof ScenarioError) return error.path
    throw error
  }
}

/** Far out of any range that a field has. */
const FAR = [-1, 0, 5_000, 2 ** 31, 1e15, 0.5]

function mutate(city: Draft, { kind, pick, up, value }: Mutation): void {
  const leaves = leavesOf(city, [])
  const leaf = leaves[pick % leaves.length] ?? []
  const at = leaf.slice(0, Math.max(1, leaf.length - up))
  const holder = at.slice(0, -1).reduce((inner, key) => Object(inner)[key] as unknown, city as unknown)
  const key = at.at(-1) ?? ''
  if (typeof holder !== 'object' || holder === null) return
  const old = Object(holder)[key] as unknown
  if (kind === 'drop') {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else Reflect.deleteProperty(holder, key)
  } else if (kind === 'double') {
    if (Array.isArray(holder)) holder.push(structuredClone(old))
  } else if (kind === 'rename') {
    if (Array.isArray(holder)) return
    Reflect.deleteProperty(holder, key)
    Object.assign(holder, { [`${key}${key.at(pick % key.length)}`]: old })
  } else if (kind === 'retype') Object.assign(holder, { [key]: value })
  else if (kind === 'range' && typeof old === 'number') Object.assign(holder, { [key]: FAR[pick % FAR.length] })
  else if (kind === 'dangle' && typeof old === 'string') Object.assign(holder, { [key]: `no-such-${pick % 100}` })
}

function leavesOf(value: unknown, at: string[]): string[][] {
  if (typeof value !== 'object' || value === null) return [at]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...at, key]))
}
