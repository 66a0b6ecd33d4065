// The treasury of a district: it stands for the city and for the world outside. One district's surplus flows on to the next.
import type { Command } from '@civitas/schema'
import type { Building } from '../city/city.ts'
import { RESERVE_PERCENT, SHARE_PERCENT, SHIP_DAYS, SHIP_PERCENT } from '../limits.ts'
import { sendOff, takeIn, transfer } from '../money.ts'
import { emit, send } from '../tick-output.ts'
import type { BuildingState, World } from '../world.ts'
import { capitalOf, countSale, stateOf } from './firm.ts'

/** Coins that the treasury does not spend but on what it owes. */
function reserveOf({ map }: World): number {
  return Math.trunc((map.scenario.treasury * RESERVE_PERCENT) / 100)
}

export function isWellOff(world: World): boolean {
  return world.treasury.coins > reserveOf(world)
}

/** What is beyond the founding sum goes round the districts until it meets one that has less. [CMD-3] */
export function shareTreasury(world: World): void {
  const { treasury, map, city } = world
  const surplus = treasury.coins - map.scenario.treasury
  const next = (map.index + 1) % city.districts.length
  const coins = Math.trunc((surplus * SHARE_PERCENT) / 100)
  if (coins <= 0 || next === map.index) return
  sendOff(world, treasury, coins)
  send(world, next, { kind: 'share', coins })
}

export function takeShare(world: World, { coins }: Extract<Command, { kind: 'share' }>): void {
  takeIn(world, world.treasury, coins)
}

/** The boat takes along what firms short of coins have made and not sold: the world outside pays a part of what it usually costs. */
export function shipGoods(world: World): void {
  let budget = Math.trunc(Math.max(0, world.treasury.coins - reserveOf(world)) / SHIP_DAYS)
  let [crates, coins] = [0, 0]
  const needy = world.map.buildings
    .filter((building) => building.makes.length > 0 && needOf(building, stateOf(world, building)) > 0)
    .map((building) => ({ building, need: needOf(building, stateOf(world, building)) }))
    .sort((a, b) => b.need - a.need || a.building.index - b.building.index)
  for (const { building, need } of needy) {
    const sold = ship(world, building, Math.min(need, budget))
    budget -= sold.coins
    crates += sold.crates
    coins += sold.coins
  }
  if (crates > 0) emit(world, { type: 'goods_shipped', crates, coins })
}

/** Coins that bring the till back to half of the firm's capital. */
function needOf(building: Building, { coins, firm }: BuildingState): number {
  return building.isPublic ? 0 : Math.trunc(capitalOf(building, firm.positions) / 2) - coins
}

function ship(world: World, building: Building, budget: number): { crates: number; coins: number } {
  const state = stateOf(world, building)
  const shipped = { crates: 0, coins: 0 }
  for (const { row } of building.makes) {
    const price = building.shelves[row]?.price ?? 0
    const held = state.stock[row] ?? 0
    const affordable = Math.trunc(((budget - shipped.coins) * 100) / Math.max(1, price * SHIP_PERCENT))
    const crates = Math.min(Math.trunc(held / 2), Math.max(0, affordable))
    const coins = Math.trunc((crates * price * SHIP_PERCENT) / 100)
    if (coins === 0) continue
    transfer(world.treasury, state, coins)
    state.stock[row] = held - crates
    countSale(state, row, 0, coins)
    shipped.crates += crates
    shipped.coins += coins
    world.output.changedBuildings.add(building.index)
  }
  return shipped
}
