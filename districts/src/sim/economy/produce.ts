// Work becomes goods: what is scarcest on the shelves is made first, as long as there are hands and ingredients.
import { must } from '@civitas/kit'
import type { Building, Recipe } from '../city/city.ts'
import { HOUR_MS } from '../limits.ts'
import type { BuildingState, World } from '../world.ts'

/** Turns the labour of the last hour into goods. What nobody needs is not made, and the time is lost. */
export function produce(world: World, building: Building, state: BuildingState): void {
  const { firm, stock } = state
  if (firm.labourMs === 0) return
  let recipe = mostWanted(building, state)
  while (recipe) {
    const takesMs = Math.trunc(HOUR_MS / recipe.perHour)
    if (firm.labourMs < takesMs) return
    firm.labourMs -= takesMs
    for (const { store, quantity } of recipe.from) firm.stores[store] = (firm.stores[store] ?? 0) - quantity
    stock[recipe.row] = (stock[recipe.row] ?? 0) + 1
    world.output.changedBuildings.add(building.index)
    recipe = mostWanted(building, state)
  }
  firm.labourMs = 0
}

/** Whose shelf is emptiest, in proportion to what it should hold, of those whose ingredients are there. */
function mostWanted({ makes, shelves }: Building, { stock, firm }: BuildingState): Recipe | undefined {
  let best: Recipe | undefined
  let bestStock = 0
  let bestAim = 1
  for (const recipe of makes) {
    const aim = must(shelves[recipe.row], 'shelf').restock
    const held = stock[recipe.row] ?? 0
    if (held >= aim || !recipe.from.every(({ store, quantity }) => (firm.stores[store] ?? 0) >= quantity)) continue
    if (best && held * bestAim >= bestStock * aim) continue
    best = recipe
    bestStock = held
    bestAim = aim
  }
  return best
}
