// From the map to everything that can be seen standing still. Pure: the same map gives the same city on every screen.
import type { CityMap } from '../../net/city-map.ts'
import { Dice } from './dice.ts'
import { layGreens, plantFreeGround } from './greens.ts'
import { buildHouses } from './houses.ts'
import { layLand, layScenery } from './land.ts'
import { Occupancy } from './occupancy.ts'
import { type CityPlan, emptyPlan, grow, rectOf } from './plan.ts'
import { furnishStreets, layBridges, layRoads, layStreets } from './streets.ts'

/** Land beyond the outermost districts that may carry trees, metres. */
const OUTSKIRTS = 24

export function planCity(map: CityMap): CityPlan {
  const bounds = rectOf([0, 0], map.size)
  const plan = emptyPlan(bounds)
  const taken = new Occupancy(grow(bounds, OUTSKIRTS))
  const dice = new Dice(map.name)
  layLand(plan, map)
  for (const water of map.water) taken.take(grow(rectOf(water.at, water.size), 2))
  for (const { from, to, width } of map.roads ?? []) taken.takeLine(from, to, width / 2 + 1)
  for (const [look, district] of map.districts.entries()) {
    layStreets(plan, district, taken)
    for (const building of district.buildings) taken.take(grow(rectOf(building.at, building.size), 1.6))
    buildHouses(plan, district.buildings, look)
  }
  layBridges(plan, map.districts)
  layRoads(plan, map)
  for (const district of map.districts) furnishStreets(plan, district, dice)
  for (const district of map.districts) layGreens(plan, district, taken, dice)
  plantFreeGround(plan, map, taken, dice)
  const lit = map.districts.some(({ buildings }) => buildings.some(({ kind }) => kind === 'lighthouse'))
  layScenery(plan, { lighthouse: !lit })
  for (const tree of plan.trees) {
    const { x, z } = tree
    plan.shades.push({ x0: x - 0.9, z0: z - 0.9, x1: x + 0.9, z1: z + 0.9, strength: 0.5 })
  }
  return plan
}
