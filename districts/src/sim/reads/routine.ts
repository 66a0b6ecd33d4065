// What the built-in minds are told: the map once, and each tick the rows of those whose turn it is to think.
import {
  rideSteps,
  ROUTINE_COLUMNS,
  type RoutineBatch,
  type RoutineMap,
  UNITS_PER_METRE,
  weathers,
} from '@civitas/schema'
import { cityMsPerTick, dayOf, minuteOfDay } from '../clock.ts'
import { shelvesOf, type Stocked } from '../people/counter.ts'
import { vacanciesOf } from '../economy/roster.ts'
import { lodgingOf } from '../incidents/shelter.ts'
import { isOpen } from '../people/inside.ts'
import { MEAL_FILLING, MINUTE_MS, NEED_GRAIN, SHUN_MINUTES } from '../limits.ts'
import { coursesOf } from '../people/trams.ts'
import { landRevision, namedAt } from '../people/raised.ts'
import { nodeOf } from '../space/motion.ts'
import { isShaken } from '../society/experiences.ts'
import { doorOf, isBuilding } from '../space/places.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'
import { betterJob, type Opening, openingsOf } from './better-job.ts'
import { companyColumns } from './company.ts'
import { concernColumns, shutOf } from './concerns.ts'
import { dueResidents, lingers } from './due.ts'
import { landColumns, workSiteIndex } from './land-columns.ts'
import { companionOf, type Free, freeInside, speakerOf } from './neighbours.ts'
import { creditorsBuilding, promiseColumns } from './promises.ts'
import { othersOf, routineIndex } from './routine-spots.ts'

/** Stands for "never spoke": long ago for everybody. */
const NEVER_TICKS = 1_000_000

/** Minds count in city minutes of the default pace, in which one walks 9 m: 30 steps. */
const STEPS_PER_MINUTE = 30

export function routineMap(world: World): RoutineMap {
  const { map } = world
  return {
    district: map.id,
    revision: landRevision(world),
    buildings: [map, ...othersOf(world)].flatMap((of) =>
      of.buildings.map((known) => {
        const building = of === map ? known : (world.raised.get(known.address)?.building ?? known)
        const { id, kind, openFrom, openTo } = building
        const sellsFood = building.shelves.some((shelf) => shelf.item.filling > 0)
        return { id, kind, ...inMetres(building), openFrom, openTo, sellsFood, abroad: of !== map }
      }),
    ),
    places: [map, ...othersOf(world)].flatMap((of) =>
      of.places.map((place) => ({ id: place.id, kind: place.kind, ...inMetres(place), abroad: of !== map })),
    ),
    rides: ridesOf(world),
    items: world.city.items.map((item) => item.id),
  }
}

/** What minds know of the land, if it is still so; else what it is now. */
export function currentMap(world: World, known: RoutineMap): RoutineMap {
  return known.revision === landRevision(world) ? known : routineMap(world)
}

/** From each tram stop of this district to every other in the city. */
function ridesOf(world: World): NonNullable<RoutineMap['rides']> {
  const places = [world.map, ...othersOf(world)].flatMap((of) => of.places)
  const courses = coursesOf(world)
  return world.map.places.flatMap(({ id, kind }, from) =>
    places.flatMap((goal, to) => {
      const steps = kind === 'stop' && goal.kind === 'stop' ? rideSteps(courses, id, goal.id) : undefined
      return steps === undefined ? [] : [{ from, to, minutes: steps / STEPS_PER_MINUTE }]
    }),
  )
}

/**
 * A pure read, right after `settle`: residents with a built-in mind that are due in this tick (`dueResidents`).
 * `undefined`: nobody.
 */
export function routineBatch(world: World): RoutineBatch | undefined {
  const free = freeInside(world)
  const due = dueResidents(world)
  if (due.length === 0) return undefined
  const openings = openingsOf(world)
  const rows = new Int32Array(due.length * ROUTINE_COLUMNS.length)
  due.forEach((resident, i) => rows.set(rowOf(world, resident, free, openings), i * ROUTINE_COLUMNS.length))
  const { seed, tick, cityMs } = world
  const meals = world.map.buildings.map((building) => mealOf(world, building.index, isBetter))
  const cheap = world.map.buildings.map((building) => mealOf(world, building.index, isCheaper))
  const mealPrice = Int32Array.from(meals, (meal) => meal?.price ?? 0)
  const vacancies = Int32Array.from(world.map.buildings, (building) => {
    return isOpen(world, building) ? vacanciesOf(world, building) : 0
  })
  const mealItem = Int32Array.from(meals, (meal) => meal?.shelf.item.index ?? -1)
  const cheapPrice = Int32Array.from(cheap, (meal) => meal?.price ?? 0)
  const cheapItem = Int32Array.from(cheap, (meal) => meal?.shelf.item.index ?? -1)
  const fare = { mealPrice, mealItem, cheapPrice, cheapItem }
  const time = { tick, day: dayOf(cityMs), minuteOfDay: minuteOfDay(cityMs), weather: weathers.indexOf(world.weather) }
  const of = { district: world.map.id, revision: landRevision(world), seed }
  return { ...of, ...time, rows, ...fare, vacancies, shut: shutOf(world) }
}

/** In the order of ROUTINE_COLUMNS. */
function rowOf(world: World, resident: Resident, free: Free, openings: readonly Opening[]): number[] {
  const speaker = speakerOf(world, resident)
  const neighbour = companionOf(world, resident, free)?.number ?? 0
  const named = namedAt(world, resident.job)
  const job = named && isBuilding(named) ? named : undefined
  return [
    resident.number,
    Math.trunc(resident.energy / NEED_GRAIN),
    Math.trunc(resident.hunger / NEED_GRAIN),
    Math.trunc(resident.social / NEED_GRAIN),
    Math.trunc(resident.purpose / NEED_GRAIN),
    resident.coins,
    resident.building,
    doorOf(world, resident)?.index ?? -1,
    routineIndex(world, lodgingOf(world, resident)),
    routineIndex(world, resident.job),
    job?.shiftFrom ?? -1,
    job?.shiftTo ?? -1,
    mealsOf(world, resident),
    neighbour,
    resident.lastRefused ? 1 : 0,
    resident.spokeTick === 0 ? NEVER_TICKS : world.tick - resident.spokeTick,
    Math.trunc((world.motion.x[resident.slot] ?? 0) / UNITS_PER_METRE),
    Math.trunc((world.motion.y[resident.slot] ?? 0) / UNITS_PER_METRE),
    placeOf(world, resident),
    speaker,
    resident.activity === 'idle' ? 0 : 1,
    lingers(resident) ? 1 : 0,
    ...companyColumns(world, resident, speaker || neighbour, speaker !== 0),
    shunnedOf(world, resident),
    ...concernColumns(world, resident),
    ...promiseColumns(world, resident),
    ...landColumns(world, resident),
    creditorsBuilding(world, resident),
    (world.byNumber.get(speaker || neighbour)?.job ?? -1) >= 0 ? 1 : 0,
    betterJob(world, resident, openings),
    workSiteIndex(world, resident),
    isShaken(world, resident) ? 1 : 0,
  ]
}

function shunnedOf(world: World, resident: Resident): number {
  const sinceMs = (world.tick - resident.shunnedTick) * cityMsPerTick(world)
  return sinceMs < SHUN_MINUTES * MINUTE_MS ? routineIndex(world, resident.shunned) : -1
}

function mealsOf(world: World, resident: Resident): number {
  let meals = 0
  for (const item of world.city.items) if (item.filling > 0) meals += resident.inventory[item.index] ?? 0
  return meals
}

/** Index among the named places of the one it stands at, else -1. */
function placeOf(world: World, resident: Resident): number {
  if (resident.building >= 0) return -1
  const node = nodeOf(world.motion, world.map.net, resident.slot)
  return node < 0 ? -1 : world.map.places.findIndex((place) => place.node === node)
}

/** The meal on sale that is preferred to all others. Snacks are no meals. */
function mealOf(
  world: World,
  index: number,
  isPreferred: (ware: Stocked, to: Stocked) => boolean,
): Stocked | undefined {
  const shop = buildingOf(world, index)
  if (!isOpen(world, shop.building)) return undefined
  let best: Stocked | undefined
  for (const ware of shelvesOf(shop)) {
    if (ware.shelf.item.filling < MEAL_FILLING || ware.stock === 0) continue
    if (!best || isPreferred(ware, best)) best = ware
  }
  return best
}

/** Fills more for its price. */
function isBetter(ware: Stocked, than: Stocked): boolean {
  return ware.shelf.item.filling * than.price > than.shelf.item.filling * ware.price
}

function isCheaper(ware: Stocked, than: Stocked): boolean {
  return ware.price < than.price
}

function inMetres({ x, y }: { x: number; y: number }) {
  return { x: x / UNITS_PER_METRE, y: y / UNITS_PER_METRE }
}
