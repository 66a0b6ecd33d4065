// A building with jobs or shelves is a firm: its till, its goods, its staff, what it is waiting for. Part of the state.
import { must } from '@civitas/kit'
import type { Building } from '../city/city.ts'
import { CAPITAL_DAYS, FULL_WAGE, MINUTES_PER_HOUR, OWNED_TILL_FLOAT, TILL_FLOAT } from '../limits.ts'
import { transfer } from '../money.ts'
import type { BuildingState, World } from '../world.ts'

/** A line of the roster. */
export interface Hand {
  resident: number
  /** Whether it has worked since the last shift ended. */
  came: boolean
  /** Shifts missed in a row. */
  missed: number
  /** Whether the till could not pay what it had earned. */
  unpaid: boolean
}

export interface Firm {
  /** Ingredients at hand, per want; what is ordered for a shelf goes to the shelf. */
  stores: number[]
  /** Ordered, paid and not yet here, per want. */
  onOrder: number[]
  /** City milliseconds that somebody worked here and that went into nothing yet. */
  labourMs: number
  staff: Hand[]
  /** Hands that it wants. */
  positions: number
  /** What it pays, in percent of the scenario's wage. */
  wagePercent: number
  /** Midnights in a row on which it was broke, and days until it is founded anew; 0 while it is in business. */
  brokeDays: number
  closedDays: number
  /** Coins that it owes the treasury. */
  loan: number
  /** Coins taken from people and the city since midnight. */
  takings: number
  /** Sold since midnight, and on a usual day in 1/16, per shelf. */
  sold: number[]
  usual: number[]
}

/** On the first morning stores are full; what somebody builds begins with nothing. */
export function blankFirm({ wants, shelves, positions, plot }: Building): Firm {
  return {
    stores: wants.map(({ shelf, target }) => (shelf < 0 && !plot ? target : 0)),
    onOrder: wants.map(() => 0),
    labourMs: 0,
    staff: [],
    positions,
    wagePercent: FULL_WAGE,
    brokeDays: 0,
    closedDays: 0,
    loan: 0,
    takings: 0,
    sold: shelves.map(() => 0),
    usual: shelves.map(() => 0),
  }
}

export function isFirm({ jobs, shelves }: Building): boolean {
  return jobs > 0 || shelves.length > 0
}

export function isBankrupt({ firm }: BuildingState): boolean {
  return firm.closedDays > 0
}

/** Coins that a firm works with; what its till holds beyond is profit. */
export function capitalOf(building: Building, positions = building.positions): number {
  if (building.isPublic) return TILL_FLOAT
  return (building.plot ? OWNED_TILL_FLOAT : TILL_FLOAT) + payrollOf(building, positions) * CAPITAL_DAYS
}

/** Coins that so many hands cost for one shift at full wages. */
export function payrollOf({ wage, shiftFrom, shiftTo }: Building, hands: number): number {
  return Math.trunc((wage * hands * (shiftTo - shiftFrom)) / MINUTES_PER_HOUR)
}

/** The treasury founds the firms of a district, as far as it can. */
export function endowFirms(world: World): void {
  for (const building of world.map.buildings) {
    if (!isFirm(building) || (building.isPublic && building.shelves.length === 0)) continue
    const capital = Math.min(capitalOf(building), Math.trunc(world.treasury.coins / 2))
    transfer(world.treasury, stateOf(world, building), capital)
  }
}

export function stateOf(world: World, building: Building): BuildingState {
  return must(world.buildings[building.index], 'building')
}

/** Goods left a shelf for coins: what prices go by. */
export function countSale({ firm }: BuildingState, row: number, quantity: number, coins: number): void {
  firm.sold[row] = (firm.sold[row] ?? 0) + quantity
  firm.takings += coins
}
