// The city of six districts: a place of its own in every one, and a way from each to each.
import { must } from '@civitas/kit'
import { describe, expect, it } from 'vitest'
import { loadCity, parseScenario, scenarioResidents } from '../../src/sim/index.ts'
import { only, readScenario } from './stage.ts'
import { TwoDistricts } from './two-districts.ts'

const city = loadCity(parseScenario(readScenario('default')))
const buildings = city.districts.flatMap((map) => map.buildings)
/** Longer than the longest walk: corner to corner are 1,000 m of streets, at 3 m a tick, and three gates. */
const WALK_TICKS = 600

describe('the city of six districts', () => {
  it('has more than 400 buildings of more than 18 kinds, and land to claim in every district', () => {
    expect(city.districts.map(({ id }) => id).toSorted()).toEqual([
      'campus',
      'exchange',
      'gardens',
      'harbour',
      'market',
      'old-town',
    ])
    expect(buildings.length).toBeGreaterThan(400)
    expect(new Set(buildings.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(18)
    for (const { scenario, parks } of city.districts) {
      expect(scenario.size).toEqual([256, 256])
      expect(scenario.neighborhoods.length).toBeGreaterThanOrEqual(4)
      expect(scenario.plots.length).toBeGreaterThan(1)
      expect(parks.length).toBeGreaterThan(0)
    }
  })

  it('has a kiosk with meals in every district that never closes', () => {
    for (const map of city.districts) {
      const kiosks = map.buildings.filter(
        ({ kind, openFrom, openTo }) => kind === 'kiosk' && openTo - openFrom >= 1_440,
      )
      expect(
        kiosks.some(({ shelves }) => shelves.some(({ item }) => item.filling > 30)),
        map.id,
      ).toBe(true)
    }
  })

  it.each([1, 2, 3])('houses everybody and employs nine of ten, seed %i', (seed) => {
    const people = scenarioResidents(city, seed)
    expect(people).toHaveLength(200)
    expect(people.every(({ home }) => home)).toBe(true)
    const employed = people.filter(({ job }) => job).length / people.length
    expect(employed).toBeGreaterThan(0.85)
    expect(employed).toBeLessThan(0.98)
    for (const { id, jobs } of buildings)
      expect(people.filter(({ job }) => job === id).length).toBeLessThanOrEqual(jobs)
  })

  it('[HND] agents walk from every district to the square of every other, over as many borders as it takes', () => {
    const island = new TwoDistricts({ city })
    const walks = city.districts.flatMap((from) =>
      city.districts
        .filter((to) => to !== from)
        .map((to) => {
          const square = must(to.places.find(({ kind }) => kind === 'square') ?? to.places[0], 'a square')
          return { agent: island.spawn(from.index), to: to.id, place: square.id }
        }),
    )
    for (const { agent, place } of walks) island.act(agent, { name: 'move_to', parameters: { place } })
    island.ticks(WALK_TICKS)
    for (const { agent, to } of walks) expect(island.homeOf(agent)?.map.id).toBe(to)
    const arrivals = only(island.facts, 'activity_finished').map(({ outcome, place }) => ({ outcome, place }))
    expect(arrivals).toHaveLength(walks.length)
    expect(arrivals.every(({ outcome }) => outcome === 'done')).toBe(true)
  }, 30_000)
})
