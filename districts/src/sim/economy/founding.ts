// Money to begin with: the deposit of whoever built a firm, and what the city lends.
import type { Building } from '../city/city.ts'
import { transfer } from '../money.ts'
import { emit } from '../tick-output.ts'
import type { BuildingState, Purse, World } from '../world.ts'
import { capitalOf, stateOf } from './firm.ts'
import { isWellOff } from './treasury.ts'

/** What somebody built opens: the deposit is its till's, and the city lends what that lacks of its capital: shelves have to be filled. */
export function found(world: World, building: Building, deposit: Purse): void {
  const state = stateOf(world, building)
  transfer(deposit, state, deposit.coins)
  const lacking = Math.max(0, capitalOf(building) - state.coins)
  const coins = lend(world, state, lacking) ? lacking : 0
  emit(world, { type: 'firm_founded', building: building.id, coins })
}

/** A loan of the treasury, to be paid back out of profit; `false` when it has little left. */
export function lend(world: World, state: BuildingState, coins: number): boolean {
  if (!isWellOff(world) || world.treasury.coins < coins) return false
  transfer(world.treasury, state, coins)
  state.firm.loan += coins
  return true
}
