// Where to get a meal: the nearest open shop that sells one the resident can pay, kiosks when nothing else will do.
import { buildingAt, draw, isOpen, type Situation, walkMinutes } from './situation.ts'
import { PURPOSE } from './purposes.ts'

/** A kiosk counts as this many minutes further off: people prefer a shop where one can sit. */
const KIOSK_MINUTES = 12
/** How much habit and mood may outweigh nearness, in minutes. */
const MOOD_MINUTES = 9
/** Hunger that hurts, 10,000 is full: people take the nearest then, wherever they like it better. */
export const PAIN = 1_200
/** Shops close while one walks: it must stay open this long after arrival. */
const MARGIN_MINUTES = 5

/** Index of the shop to buy a meal at; `undefined` when none in reach is open, stocked and affordable. */
export function chooseShop(situation: Situation, withinMinutes: number): number | undefined {
  let best: number | undefined
  let bestCost = Infinity
  for (let shop = 0; shop < situation.map.buildings.length; shop++) {
    const cost = costOf(situation, shop, withinMinutes)
    if (cost < bestCost) {
      best = shop
      bestCost = cost
    }
  }
  return best
}

/** Whether this building sells a meal now that the resident can pay. */
export function sellsMeal(situation: Situation, shop: number): boolean {
  return mealAt(situation, shop) !== undefined && isOpen(buildingAt(situation, shop), situation.minute)
}

/** Index of the item: what fills most for its price, or the cheapest when that is too dear; `undefined` when both are. */
export function mealAt(
  { coins, mealPrice, mealItem, cheapPrice, cheapItem }: Situation,
  shop: number,
): number | undefined {
  const price = mealPrice[shop] ?? 0
  if (price === 0) return undefined
  if (price <= coins) return mealItem[shop]
  return (cheapPrice[shop] ?? price) <= coins ? cheapItem[shop] : undefined
}

function costOf(situation: Situation, shop: number, withinMinutes: number): number {
  if (!sellsMeal(situation, shop) || turnedAwayFrom(situation, shop)) return Infinity
  const building = buildingAt(situation, shop)
  const walk = situation.building === shop ? 0 : walkMinutes(situation, building)
  if (walk > withinMinutes || !isOpen(building, situation.minute + walk + MARGIN_MINUTES)) return Infinity
  const isHere = situation.building === shop || situation.doorOf === shop
  if (isHere || situation.hunger < PAIN) return walk
  // The mood holds for a quarter of a day: nobody changes their mind halfway.
  const mood = draw(
    situation,
    MOOD_MINUTES,
    situation.day * 4 + Math.trunc(situation.minute / 360),
    PURPOSE.shop + shop,
  )
  return walk + (building.kind === 'kiosk' ? KIOSK_MINUTES : 0) + mood
}

/** Refused there a while ago, at the door or inside: full, sold out, or closing. */
function turnedAwayFrom({ shunned }: Situation, shop: number): boolean {
  return shunned === shop
}
