// What comes from outside the city: by the farm boat to who sells it on, or straight to a shop. The treasury stands for the world outside.
import type { Building, Shelf } from '../city/city.ts'
import { BARE_PART, FETCH_PERCENT, IMPORT_PERCENT } from '../limits.ts'
import { transfer } from '../money.ts'
import { emit } from '../tick-output.ts'
import type { BuildingState, World } from '../world.ts'
import { stateOf } from './firm.ts'
import { shipGoods } from './treasury.ts'

/** At its hour the farm boat lands, and leaves with goods; in a storm it stays away. */
export function expectBoat(world: World): void {
  if (world.weather !== 'storm') {
    landBoat(world)
    shipGoods(world)
  } else if (awaitsBoat(world)) emit(world, { type: 'boat_stayed_away', weather: world.weather })
}

/** The farm boat lands: everybody who waits for it buys what is lacking on the shelves. */
function landBoat(world: World): void {
  let crates = 0
  let coins = 0
  for (const building of world.map.buildings) {
    const landed = buyIn(world, building, stateOf(world, building), ({ source }) => source === 'boat')
    crates += landed.pieces
    coins += landed.coins
  }
  if (awaitsBoat(world)) emit(world, { type: 'boat_landed', crates, coins })
}

function awaitsBoat(world: World): boolean {
  return world.map.buildings.some(({ shelves }) => shelves.some(({ source }) => source === 'boat'))
}

/** Food that is nearly gone and that nobody in the city could deliver is brought from outside, dear: nobody shall starve before full tills. */
export function fetchFood(world: World, building: Building, state: BuildingState): void {
  building.shelves.forEach(({ item, price, restock }, row) => {
    const held = state.stock[row] ?? 0
    if (item.kind !== 'food' || held * BARE_PART >= restock) return
    const affordable = Math.trunc((state.coins * 100) / (price * FETCH_PERCENT))
    const pieces = Math.min(Math.trunc(restock / BARE_PART), affordable)
    const coins = Math.min(state.coins, Math.trunc((pieces * price * FETCH_PERCENT + 99) / 100))
    transfer(state, world.treasury, coins)
    state.stock[row] = held + pieces
    world.output.changedBuildings.add(building.index)
  })
}

/** Fills shelves as far as the till can pay for it. */
export function buyIn(
  world: World,
  building: Building,
  state: BuildingState,
  wanted: (shelf: Shelf) => boolean,
): { pieces: number; coins: number } {
  const bought = { pieces: 0, coins: 0 }
  building.shelves.forEach((shelf, row) => {
    const held = state.stock[row] ?? 0
    if (!wanted(shelf) || held >= shelf.restock) return
    const affordable = Math.trunc((state.coins * 100) / (shelf.price * IMPORT_PERCENT))
    const pieces = Math.min(shelf.restock - held, affordable)
    const coins = Math.min(state.coins, Math.trunc((pieces * shelf.price * IMPORT_PERCENT + 99) / 100))
    transfer(state, world.treasury, coins)
    state.stock[row] = held + pieces
    bought.pieces += pieces
    bought.coins += coins
    world.output.changedBuildings.add(building.index)
  })
  return bought
}
