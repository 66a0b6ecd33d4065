import { describe, expect, it } from 'vitest'
import { shippedMap } from '../../../test/maps.ts'
import { landPieces } from './land.ts'
import { planCity } from './plan-city.ts'

const map = shippedMap()
const plan = planCity(map)

describe('the plan of the city', () => {
  it('is the same on every screen', () => {
    expect(planCity(map)).toEqual(plan)
  })

  it('has every building at its place, and something high on it', () => {
    const buildings = map.districts.flatMap((district) => district.buildings)
    expect(plan.footprints.map(({ id }) => id)).toEqual(buildings.map(({ id }) => id))
    expect(plan.footprints.every(({ top }) => top > 2)).toBe(true)
  })

  it('grows no tree inside a building or on a street', () => {
    const inCity = plan.trees.filter(({ x, z }) => x > 0 && z > 0 && x < map.size[0] && z < map.size[1])
    const inside = inCity.filter(({ x, z }) =>
      plan.footprints.some(({ x0, x1, z0, z1 }) => x > x0 && x < x1 && z > z0 && z < z1),
    )
    const streets = plan.strips.filter(({ width, turn }) => width < 7 && width > 6 && turn === 0)
    const onStreet = inCity.filter(({ x, z }) =>
      streets.some((strip) => Math.abs(x - strip.x) < strip.length / 2 && Math.abs(z - strip.z) < strip.width / 2),
    )
    expect(inCity.length).toBeGreaterThan(100)
    expect(inside).toEqual([])
    expect(onStreet).toEqual([])
  })

  it('leaves the water open, but for the bridge', () => {
    const water = map.water[0]
    const middle = { x: (water?.at[0] ?? 0) + (water?.size[0] ?? 0) / 2, z: 40 }
    const covers = ({ x0, x1, z0, z1 }: { x0: number; x1: number; z0: number; z1: number }) =>
      middle.x > x0 && middle.x < x1 && middle.z > z0 && middle.z < z1
    expect(landPieces(map).some(covers)).toBe(false)
    expect(plan.plates.some(covers)).toBe(false)
    expect(plan.trees.some(({ x, z }) => Math.abs(x - middle.x) < 15 && z > 0 && z < map.size[1])).toBe(false)
    expect(plan.lamps.some(({ x }) => Math.abs(x - middle.x) < 15)).toBe(true)
  })

  it('joins the pieces of one bridge across the border', () => {
    const decks = plan.boxes.filter(({ y, height }) => y < 0 && height === 1)
    expect(decks).toHaveLength(1)
    expect(decks[0]?.width).toBeGreaterThan(60)
  })
})
