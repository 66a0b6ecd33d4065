// What the built-in minds are told: the map once, and each tick the rows of those whose turn it is to think.
import { ROUTINE_COLUMNS, type RoutineBatch, type RoutineMap, UNITS_PER_METRE } from '@civitas/schema'
import type { Shelf } from '../city/city.ts'
import { dayOf, minuteOfDay } from '../clock.ts'
import { isOpen } from '../people/inside.ts'
import { NEED_GRAIN, ROUTINE_PERIOD_TICKS, TALK_METRES } from '../limits.ts'
import { nodeOf } from '../space/motion.ts'
import { doorOf } from '../space/places.ts'
import { squaredDistance } from '../space/spatial-index.ts'
import { buildingOf, type Resident, type World } from '../world.ts'

const TALK_UNITS = TALK_METRES * UNITS_PER_METRE

export function routineMap(world: World): RoutineMap {
  const { map } = world
  return {
    district: map.id,
    buildings: map.buildings.map((building) => {
      const { id, kind, openFrom, openTo } = building
      const sellsFood = building.shelves.some((shelf) => shelf.item.filling > 0)
      return { id, kind, ...inMetres(building), openFrom, openTo, sellsFood }
    }),
    places: map.places.map((place) => ({ id: place.id, kind: place.kind, ...inMetres(place) })),
    items: world.city.items.map((item) => item.id),
  }
}

/** A pure read, right after `settle`: residents with a built-in mind that are idle and due in this tick. `undefined`: nobody. */
export function routineBatch(world: World): RoutineBatch | undefined {
  const due = world.residents.filter(({ streamed, activity, number }) => {
    return !streamed && activity === 'idle' && (world.tick + number) % ROUTINE_PERIOD_TICKS === 0
  })
  if (due.length === 0) return undefined
  const rows = new Int32Array(due.length * ROUTINE_COLUMNS.length)
  due.forEach((resident, i) => rows.set(rowOf(world, resident), i * ROUTINE_COLUMNS.length))
  const { seed, tick, cityMs } = world
  const meals = world.map.buildings.map((building) => cheapestMeal(world, building.index))
  const mealPrice = Int32Array.from(meals, (meal) => meal?.price ?? 0)
  const mealItem = Int32Array.from(meals, (meal) => meal?.item.index ?? -1)
  const time = { tick, day: dayOf(cityMs), minuteOfDay: minuteOfDay(cityMs) }
  return { district: world.map.id, seed, ...time, rows, mealPrice, mealItem }
}

/** In the order of ROUTINE_COLUMNS. */
function rowOf(world: World, resident: Resident): number[] {
  const job = world.map.buildings[resident.job]
  const needs = [resident.energy, resident.hunger, resident.social, resident.purpose]
  return [
    resident.number,
    ...needs.map((need) => Math.trunc(need / NEED_GRAIN)),
    resident.coins,
    resident.building,
    doorOf(world, resident)?.index ?? -1,
    resident.home,
    resident.job,
    job?.shiftFrom ?? -1,
    job?.shiftTo ?? -1,
    mealsOf(world, resident),
    neighbourOf(world, resident),
    resident.lastRefused ? 1 : 0,
    world.tick - resident.spokeTick,
    Math.trunc((world.motion.x[resident.slot] ?? 0) / UNITS_PER_METRE),
    Math.trunc((world.motion.y[resident.slot] ?? 0) / UNITS_PER_METRE),
    placeOf(world, resident),
  ]
}

function mealsOf(world: World, resident: Resident): number {
  let meals = 0
  for (const item of world.city.items) if (item.filling > 0) meals += resident.inventory[item.index] ?? 0
  return meals
}

/** The nearest person awake within talking distance, 0 when there is none. */
function neighbourOf(world: World, resident: Resident): number {
  let nearest = 0
  let least = TALK_UNITS * TALK_UNITS + 1
  for (const other of world.index.perceivedBy(world, resident)) {
    if (other.activity === 'sleeping' || other.activity === 'fainted') continue
    const far = squaredDistance(world, resident, other)
    if (far > least || (far === least && other.number > nearest)) continue
    nearest = other.number
    least = far
  }
  return nearest
}

/** Index among the named places of the one it stands at, else -1. */
function placeOf(world: World, resident: Resident): number {
  if (resident.building >= 0) return -1
  const node = nodeOf(world.motion, world.map.net, resident.slot)
  return node < 0 ? -1 : world.map.places.findIndex((place) => place.node === node)
}

function cheapestMeal(world: World, index: number): Shelf | undefined {
  const { building, state } = buildingOf(world, index)
  if (!isOpen(world, building)) return undefined
  let cheapest: Shelf | undefined
  building.shelves.forEach((shelf, row) => {
    if (shelf.item.filling === 0 || (state.stock[row] ?? 0) === 0) return
    if (!cheapest || shelf.price < cheapest.price) cheapest = shelf
  })
  return cheapest
}

function inMetres({ x, y }: { x: number; y: number }) {
  return { x: x / UNITS_PER_METRE, y: y / UNITS_PER_METRE }
}
