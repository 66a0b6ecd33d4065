import { describe, expect, it } from 'vitest'
import { shippedMap } from '../../test/maps.ts'
import { findBuilding, isOpen, placeName, placePoint } from './city-map.ts'

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

  it('reads opening hours, also those past midnight', () => {
    const cases: [readonly [number, number], number, boolean][] = [
      [[480, 1080], 479, false],
      [[480, 1080], 480, true],
      [[480, 1080], 1080, false],
      [[1080, 1560], 1439, true],
      [[1080, 1560], 60, true],
      [[1080, 1560], 120, false],
      [[0, 1440], 0, true],
    ]
    expect(cases.map(([hours, minute]) => isOpen(hours, minute))).toEqual(cases.map(([, , open]) => open))
  })
})
