import { must } from '@civitas/kit'
import { describe, expect, it } from 'vitest'
import { shippedMap } from '../../../test/maps.ts'
import { findBuilding, placePoint } from '../../net/city-map.ts'
import type { Incident } from '../../store/city-store.ts'
import { darkness, sparksOf } from './sparks.ts'

const map = shippedMap()
const one = (kind: Incident['kind'], place: string): Incident[] => [{ incident: 'x', kind, place }]

describe('what incidents look like', () => {
  it('a fire burns and smokes over its building', () => {
    const { at, size } = must(findBuilding(map, 'old-bakery'), 'bakery').building
    const sparks = sparksOf(map, one('fire', 'old-bakery'))
    expect(new Set(sparks.map(({ kind }) => kind)).size).toBe(2)
    for (const { x, y, z } of sparks) {
      expect(x).toBeGreaterThan(at[0])
      expect(x).toBeLessThan(at[0] + size[0])
      expect(z).toBeGreaterThan(at[1])
      expect(z).toBeLessThan(at[1] + size[1])
      expect(y).toBeGreaterThan(0)
    }
  })

  it('a festival has lanterns about its place, and fireworks', () => {
    const [x, z] = must(placePoint(map, 'fountain-square'), 'square')
    const sparks = sparksOf(map, one('festival', 'fountain-square'))
    expect(new Set(sparks.map(({ kind }) => kind)).size).toBe(2)
    for (const spark of sparks) expect(Math.hypot(spark.x - x, spark.z - z)).toBeLessThan(20)
  })

  it('nothing for what cannot be seen, or is nowhere', () => {
    expect(sparksOf(map, one('strike', 'fountain-square'))).toEqual([])
    expect(sparksOf(map, [...one('fire', 'atlantis'), ...one('festival', 'atlantis')])).toEqual([])
  })

  it('a blackout darkens the neighborhood of its building, nothing else does', () => {
    const dark = must(darkness(map, one('blackout', 'old-bakery')), 'a dark rectangle')
    const [x, z] = must(placePoint(map, 'old-bakery'), 'bakery')
    expect(dark[0] <= x && x < dark[2] && dark[1] <= z && z < dark[3]).toBe(true)
    expect(darkness(map, one('fire', 'old-bakery'))).toBeUndefined()
    expect(darkness(map, one('blackout', 'atlantis'))).toBeUndefined()
  })
})
