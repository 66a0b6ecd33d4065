// Eats what it carries, goes to buy when it carries nothing, and keeps a meal in the bag for later.
import { must } from '@civitas/kit'
import type { SimAction } from '@civitas/schema'
import { buy, eat } from '../acts.ts'
import { isDueAtWork, isLunchTime, isMealTime, shiftMinutesLeft, sleepMinutesLeft } from '../day.ts'
import { goInside } from '../go.ts'
import { chooseShop, mealAt, PAIN, sellsMeal } from '../shops.ts'
import { buildingAt, type Situation } from '../situation.ts'

// Hunger, 10,000 is full.
const STARVING = 3_000
const HUNGRY = 4_500
/** At meal times one eats before it hurts. */
const PECKISH = 7_200
/** What a minute awake takes. */
const HUNGER_PER_MINUTE = 21
/** In the middle of a shift one does not sit down to a second helping. */
const LUNCH = 5_000

/** What should be left at breakfast, and what a minute asleep takes. */
const BREAKFAST = 1_500
const NIGHT_HUNGER_PER_MINUTE = 11

/** City minutes one walks for food: in a lunch break, in free time, and when starving. */
const LUNCH_WALK = 9
const FREE_WALK = 40
const DESPERATE_WALK = 90

/** Meals one likes to have in the bag: something for the evening, for the morning, and for the break. */
const MEALS_AHEAD = 4

/** Eats from the bag when hungry, or at a meal time; on the way to work only when starving. */
export function eatFromBag(situation: Situation): SimAction | undefined {
  const { food, hunger, lastRefusal } = situation
  if (food === 0 || lastRefusal === 1) return undefined
  if (isDueAtWork(situation) && hunger >= STARVING) return undefined
  return hunger < appetiteOf(situation) ? eat() : undefined
}

/** The hunger below which it eats: before the night, what lasts until morning. */
function appetiteOf(situation: Situation): number {
  const asleep = sleepMinutesLeft(situation)
  if (asleep > 0) return Math.max(HUNGRY, Math.min(PECKISH, BREAKFAST + asleep * NIGHT_HUNGER_PER_MINUTE))
  if (shiftMinutesLeft(situation) > 0) return isLunchTime(situation) ? LUNCH : HUNGRY
  return isMealTime(situation) ? PECKISH : HUNGRY
}

/** Drops everything for food. */
export function fendOffStarving(situation: Situation): SimAction | undefined {
  if (situation.food > 0 || situation.hunger >= STARVING || holdsOut(situation)) return undefined
  return shop(situation, DESPERATE_WALK)
}

/** Whether the shift is over before it hurts. */
function holdsOut(situation: Situation): boolean {
  const left = shiftMinutesLeft(situation)
  return left > 0 && situation.hunger - left * HUNGER_PER_MINUTE > PAIN
}

/** Does not go to bed on an empty stomach with an empty bag. */
export function fetchSupper(situation: Situation): SimAction | undefined {
  if (situation.food > 0 || sleepMinutesLeft(situation) === 0 || situation.hunger >= appetiteOf(situation))
    return undefined
  return shop(situation, FREE_WALK)
}

/** Goes out for lunch, to somewhere near, and comes back. */
export function fetchLunch(situation: Situation): SimAction | undefined {
  if (situation.food > 0 || situation.hunger >= LUNCH || !isLunchTime(situation)) return undefined
  return shop(situation, LUNCH_WALK)
}

/** Something to eat now, out of turn. */
export function fetchBite(situation: Situation): SimAction | undefined {
  return situation.food > 0 ? undefined : shop(situation, FREE_WALK)
}

/** Buys in free time, so that there is something in the bag for the night and for the shift. */
export function fetchMeal(situation: Situation): SimAction | undefined {
  if (shiftMinutesLeft(situation) > 0 || sleepMinutesLeft(situation) > 0) return undefined
  if (situation.food >= MEALS_AHEAD) return undefined
  return shop(situation, FREE_WALK)
}

/** While in a shop anyway, takes along what the next hours will need. */
export function stockUp(situation: Situation): SimAction | undefined {
  const { building, food, lastRefusal } = situation
  if (building < 0 || food >= MEALS_AHEAD || lastRefusal === 1 || !sellsMeal(situation, building)) return undefined
  return buyMeal(situation, building)
}

/** The next action towards a meal bought within that many minutes' walk. A kiosk serves at its window. */
function shop(situation: Situation, withinMinutes: number): SimAction | undefined {
  const target = chooseShop(situation, withinMinutes)
  if (target === undefined) return undefined
  const served = situation.doorOf === target && buildingAt(situation, target).kind === 'kiosk'
  return (served ? undefined : goInside(situation, target)) ?? buyMeal(situation, target)
}

/** One at a time: the shelf may hold no more. */
function buyMeal(situation: Situation, building: number): SimAction {
  return buy(must(situation.map.items[must(mealAt(situation, building), 'a meal')], 'an item'), 1)
}
