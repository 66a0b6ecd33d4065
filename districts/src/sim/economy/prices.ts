// Prices follow what was sold and what is left, once a day, within the bounds that staff keeps too.
import type { Building, Shelf } from '../city/city.ts'
import {
  PRICE_DRIFT_PERCENT,
  PRICE_MAX_PERCENT,
  PRICE_MIN_PERCENT,
  PRICE_STEP_PERCENT,
  SOLD_OUT_STEPS,
  USUAL_DAYS,
  USUAL_GRAIN,
} from '../limits.ts'
import type { BuildingState, World } from '../world.ts'

/** Sold out, more sold than usual, or the shelf nearly bare: dearer. Hardly any sold: cheaper. Else back towards what it always cost. */
export function adjustPrices(world: World, building: Building, state: BuildingState): void {
  const { firm, prices } = state
  building.shelves.forEach((shelf, row) => {
    const price = prices[row] ?? shelf.price
    const next = tomorrow(shelf, price, stepsOf(shelf, state, row))
    const sold = (firm.sold[row] ?? 0) * USUAL_GRAIN
    const usual = firm.usual[row] ?? 0
    firm.sold[row] = 0
    firm.usual[row] = usual === 0 ? sold : Math.trunc((usual * (USUAL_DAYS - 1) + sold) / USUAL_DAYS)
    if (next === price) return
    prices[row] = next
    world.output.changedBuildings.add(building.index)
  })
}

/** Steps up or down; 0 for back to usual. */
function stepsOf({ restock }: Shelf, { firm, stock }: BuildingState, row: number): number {
  const sold = (firm.sold[row] ?? 0) * USUAL_GRAIN
  const usual = firm.usual[row] ?? 0
  const held = stock[row] ?? 0
  // Whoever has nothing left could have asked for more than who has a little.
  if (held === 0 && sold > 0) return SOLD_OUT_STEPS
  if ((held * 5 < restock && sold > 0) || (sold * 2 > usual * 3 && usual > 0)) return 1
  return sold * 3 < usual * 2 && held * 2 > restock ? -1 : 0
}

/** Each step is at least a coin. */
function tomorrow({ price: usual }: Shelf, price: number, steps: number): number {
  const least = Math.max(1, Math.trunc((usual * PRICE_MIN_PERCENT + 99) / 100))
  const most = Math.max(least, Math.trunc((usual * PRICE_MAX_PERCENT) / 100))
  if (steps === 0) {
    const back = Math.max(1, Math.trunc((usual * PRICE_DRIFT_PERCENT) / 100))
    return price > usual ? Math.max(usual, price - back) : Math.min(usual, price + back)
  }
  const step = Math.max(1, Math.trunc((usual * PRICE_STEP_PERCENT) / 100))
  return Math.max(least, Math.min(most, price + steps * step))
}
