// The small town is one to live in: doors on streets, borders wide, work and beds for all.
import { UNITS_PER_METRE } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { createWorld, scenarioResidents } from '../../src/sim/index.ts'
import { footOn, NO_WAY } from '../../src/sim/city/nav-graph.ts'
import { PERCEPTION_METRES } from '../../src/sim/limits.ts'
import { SETTINGS, tiny } from './stage.ts'

const NEAR_PATH_METRES = 6

it('nobody sees or hears over the canal [§7]', () => {
  const [west, east] = tiny.districts.map(({ named }) => named.map(({ x }) => x / UNITS_PER_METRE))
  expect(Math.min(...(east ?? [])) - Math.max(...(west ?? []))).toBeGreaterThanOrEqual(32)
  expect(PERCEPTION_METRES).toBeLessThan(32)
})

describe.each(tiny.districts.map((map) => [map.id, map] as const))('%s', (_id, map) => {
  it('has every door within a few metres of a path, and its building clear of all paths', () => {
    for (const { id, at, size, door } of map.scenario.buildings) {
      const feet = map.scenario.paths.map(({ from, to }) =>
        footOn({ x0: from[0], y0: from[1], x1: to[0], y1: to[1] }, { x: door[0], y: door[1] }),
      )
      expect(Math.min(...feet.map(({ squared }) => squared)), id).toBeLessThanOrEqual(NEAR_PATH_METRES ** 2)
      const centre = { x: at[0] + size[0] / 2, y: at[1] + size[1] / 2 }
      for (const { from, to } of map.scenario.paths) {
        const foot = footOn({ x0: from[0], y0: from[1], x1: to[0], y1: to[1] }, centre)
        const inside = Math.abs(foot.x - centre.x) < size[0] / 2 + 1 && Math.abs(foot.y - centre.y) < size[1] / 2 + 1
        expect(inside, `${id} on the path from ${from.join()}`).toBe(false)
      }
    }
  })

  it('leads from every place to every other', () => {
    for (const from of map.named) {
      for (const to of map.named) expect(map.net.distance[from.node * map.net.nodes + to.node]).not.toBe(NO_WAY)
    }
  })

  it('has a spawn point and a kiosk that never closes within 60 m of the bridge', () => {
    const gate = map.places.find(({ kind }) => kind === 'gate')
    const kiosk = map.buildings.find(
      ({ kind, openFrom, openTo }) => kind === 'kiosk' && openFrom === 0 && openTo === 1440,
    )
    const distance = (node = -1) => (map.net.distance[node * map.net.nodes + (gate?.node ?? -1)] ?? NO_WAY) / 160
    expect(distance(kiosk?.node)).toBeLessThanOrEqual(60)
    expect(distance(map.spawnNode)).toBeLessThanOrEqual(60)
    expect(kiosk?.shelves.some(({ item }) => item.filling > 0)).toBe(true)
  })

  it('houses everybody, employs nearly everybody, and has no two of one name', () => {
    const people = scenarioResidents(tiny, 1).filter(({ district }) => district === map.id)
    expect(people).toHaveLength(50)
    expect(people.every(({ home }) => home)).toBe(true)
    expect(people.filter(({ job }) => job).length).toBeGreaterThan(40)
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length)
    for (const { id, homes, jobs } of map.buildings) {
      expect(people.filter(({ home }) => home === id).length).toBeLessThanOrEqual(homes)
      expect(scenarioResidents(tiny, 1).filter(({ job }) => job === id).length).toBeLessThanOrEqual(jobs)
    }
  })

  it('wakes at 08:00: most at home, some on their way, some at work', () => {
    const { residents, cityMs, tick } = createWorld(tiny, map.index, 1, SETTINGS)
    expect([tick, cityMs]).toEqual([0, 8 * 3_600_000])
    const atHome = residents.filter(
      ({ building, home }) => building >= 0 && building + map.firstAddress === home,
    ).length
    const underWay = residents.filter(({ building }) => building < 0).length
    expect(atHome).toBeGreaterThan(15)
    expect(underWay).toBeGreaterThan(5)
    expect(
      residents.every(({ building, home, job }) => building < 0 || [home, job].includes(building + map.firstAddress)),
    ).toBe(true)
  })
})
