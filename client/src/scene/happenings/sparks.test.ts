import { must } from '@civitas/kit'
import { describe, expect, it } from 'vitest'
import { shippedMap } from '../../../test/maps.ts'
import { findBuilding, placePoint } from '../../net/city-map.ts'
import type { Incident } from '../../store/city-store.ts'
import { sparksOf } from './gatherings.ts'
import { darkness, kinds } from './sparks.ts'

const map = shippedMap()
const one = (kind: Incident['kind'], place: string): Incident[] => [{ incident: 'x', kind, place, helpers: [] }]

describe('what incidents look like', () => {
  it('a fire burns and smokes over its building', () => {
    const { at, size } = must(findBuilding(map, 'old-bakery'), 'bakery').building
    const sparks = sparksOf(map, one('fire', 'old-bakery'))
    expect(new Set(sparks.map(({ kind }) => kind)).size).toBe(2)
    // Out of its windows, too: no farther than a step.
    for (const { x, y, z } of sparks) {
      expect(x).toBeGreaterThan(at[0] - 1)
      expect(x).toBeLessThan(at[0] + size[0] + 1)
      expect(z).toBeGreaterThan(at[1] - 1)
      expect(z).toBeLessThan(at[1] + size[1] + 1)
      expect(y).toBeGreaterThan(0)
    }
  })

  it('on a house the fire follows the gable: higher at the ridge than at the eaves', () => {
    const house = must(
      map.districts[0]?.buildings.find(({ kind }) => kind === 'house'),
      'a house',
    )
    const roof = house.floors * 3.1
    const high = sparksOf(map, one('fire', house.id)).map(({ y }) => y)
    expect(Math.max(...high)).toBeGreaterThan(roof + 2)
    expect(high.some((y) => y > roof && y < roof + 1.5)).toBe(true)
  })

  it('a festival has lanterns about its place, and fireworks', () => {
    const [x, z] = must(placePoint(map, 'fountain-square'), 'square')
    const sparks = sparksOf(map, one('festival', 'fountain-square'))
    expect(new Set(sparks.map(({ kind }) => kind)).size).toBe(2)
    for (const spark of sparks) expect(Math.hypot(spark.x - x, spark.z - z)).toBeLessThan(20)
  })

  it('strikers have signs about a fire, and each carries one of its own', () => {
    const [x, z] = must(placePoint(map, 'fountain-square'), 'square')
    const [strike] = one('strike', 'fountain-square')
    const sparks = sparksOf(map, [{ ...must(strike, 'strike'), helpers: ['a7', 'a12'] }])
    const standing = sparks.filter(({ bearer }) => bearer === undefined)
    expect(new Set(standing.map(({ kind }) => kind))).toEqual(new Set([kinds.sign, kinds.flame, kinds.smoke]))
    for (const spark of standing) expect(Math.hypot(spark.x - x, spark.z - z)).toBeLessThan(10)
    const carried = sparks.filter(({ bearer }) => bearer !== undefined)
    expect(carried.map(({ kind, bearer }) => [kind, bearer])).toEqual([
      [kinds.sign, 7],
      [kinds.sign, 12],
    ])
  })

  it('a lost child is looked for from its home, with lanterns; its hiding place is nowhere in the picture', () => {
    const { at, size } = must(findBuilding(map, 'old-bakery'), 'bakery').building
    const [x, z] = [at[0] + size[0] / 2, at[1] + size[1] / 2]
    const [search] = one('lost_child', 'old-bakery')
    const sparks = sparksOf(map, [{ ...must(search, 'search'), helpers: ['a3'] }])
    const standing = sparks.filter(({ bearer }) => bearer === undefined)
    expect(new Set(standing.map(({ kind }) => kind))).toEqual(new Set([kinds.ring, kinds.sign]))
    for (const spark of standing) expect(Math.hypot(spark.x - x, spark.z - z)).toBeLessThan(1)
    expect(sparks.filter(({ bearer }) => bearer === 3).map(({ kind }) => kind)).toEqual([kinds.beam, kinds.torch])
  })

  it('a found child walks beside its finder, with hearts', () => {
    const sparks = sparksOf(map, [], [{ incident: 'x', finder: 9 }])
    expect(new Set(sparks.map(({ kind }) => kind))).toEqual(new Set([kinds.child, kinds.heart]))
    expect(sparks.every(({ bearer }) => bearer === 9)).toBe(true)
  })

  it('nothing for what cannot be seen, or is nowhere', () => {
    expect(sparksOf(map, one('blackout', 'fountain-square'))).toEqual([])
    const nowhere = (['fire', 'festival', 'strike', 'lost_child'] as const).flatMap((kind) => one(kind, 'atlantis'))
    expect(sparksOf(map, nowhere)).toEqual([])
  })

  it('a blackout darkens the neighborhood of its building, nothing else does', () => {
    const dark = must(darkness(map, one('blackout', 'old-bakery')), 'a dark rectangle')
    const [x, z] = must(placePoint(map, 'old-bakery'), 'bakery')
    expect(dark[0] <= x && x < dark[2] && dark[1] <= z && z < dark[3]).toBe(true)
    expect(darkness(map, one('fire', 'old-bakery'))).toBeUndefined()
    expect(darkness(map, one('blackout', 'atlantis'))).toBeUndefined()
  })
})
