// Prices follow what was sold and what is left, once a day, within the bounds that staff keeps too.
import type { Building } from '../city/city.ts'
import {
  PRICE_DRIFT_PERCENT,
  PRICE_MAX_PERCENT,
  PRICE_MIN_PERCENT,
  PRICE_STEP_PERCENT,
  USUAL_GRAIN,
} from '../limits.ts'
import type { BuildingState, World } from '../world.ts'

/** More sold than usual, or the shelf nearly bare: dearer. Hardly any sold: cheaper. Else back towards what it always cost. */
export function adjustPrices(world: World, building: Building, state: BuildingState): void {
  const { firm, stock, prices } = state
  building.shelves.forEach((shelf, row) => {
    const sold = (firm.sold[row] ?? 0) * USUAL_GRAIN
    const usual = firm.usual[row] ?? 0
    const held = stock[row] ?? 0
    const scarce = held * 5 < shelf.restock && sold > 0
    const wanted = sold * 2 > usual * 3 && usual > 0
    const unwanted = sold * 3 < usual * 2 && held * 2 > shelf.restock
    const price = prices[row] ?? shelf.price
    const next = stepped(price, shelf.price, scarce || wanted ? 1 : unwanted ? -1 : 0)
    firm.sold[row] = 0
    firm.usual[row] = usual === 0 ? sold : Math.trunc((usual * 3 + sold) / 4)
    if (next === price) return
    prices[row] = next
    world.output.changedBuildings.add(building.index)
  })
}

/** One step of at least a coin. */
function stepped(price: number, usual: number, way: number): number {
  const least = Math.max(1, Math.trunc((usual * PRICE_MIN_PERCENT + 99) / 100))
  const most = Math.max(least, Math.trunc((usual * PRICE_MAX_PERCENT) / 100))
  if (way === 0) {
    const back = Math.max(1, Math.trunc((usual * PRICE_DRIFT_PERCENT) / 100))
    return price > usual ? Math.max(usual, price - back) : Math.min(usual, price + back)
  }
  const step = Math.max(1, Math.trunc((usual * PRICE_STEP_PERCENT) / 100))
  return Math.max(least, Math.min(most, price + way * step))
}
