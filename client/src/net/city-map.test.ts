import { describe, expect, it } from 'vitest'
import { shippedMap } from '../../test/maps.ts'
import { findBuilding, placeName, placePoint } from './city-map.ts'

describe('the map', () => {
  const map = shippedMap()

  it('finds buildings, places and parks by id', () => {
    expect(findBuilding(map, 'sun-bakery')).toMatchObject({ district: 1, building: { name: 'Sun Bakery' } })
    expect(findBuilding(map, 'nowhere')).toBeUndefined()
    expect(placeName(map, 'willow-park')).not.toBe('willow-park')
    expect(placeName(map, 'nowhere')).toBe('nowhere')
    expect(placePoint(map, 'bridge-west')).toEqual([236, 128])
    expect(placePoint(map, 'nowhere')).toBeUndefined()
  })
})
