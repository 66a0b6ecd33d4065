// A building with jobs or shelves is a firm: its till, its goods, what it is waiting for. Part of the state.
import { must } from '@civitas/kit'
import type { Building } from '../city/city.ts'
import { CAPITAL_DAYS, MINUTES_PER_HOUR, TILL_FLOAT } from '../limits.ts'
import { transfer } from '../money.ts'
import type { BuildingState, World } from '../world.ts'

export interface Firm {
  /** Ingredients at hand, per want; what is ordered for a shelf goes to the shelf. */
  stores: number[]
  /** Ordered, paid and not yet here, per want. */
  onOrder: number[]
  /** City milliseconds that somebody worked here and that went into nothing yet. */
  labourMs: number
}

/** On the first morning stores are full. */
export function blankFirm({ wants }: Building): Firm {
  return {
    stores: wants.map(({ shelf, target }) => (shelf < 0 ? target : 0)),
    onOrder: wants.map(() => 0),
    labourMs: 0,
  }
}

export function isFirm({ jobs, shelves }: Building): boolean {
  return jobs > 0 || shelves.length > 0
}

/** Coins that a firm works with; what its till holds beyond is profit. */
export function capitalOf(building: Building): number {
  if (building.isPublic) return TILL_FLOAT
  return TILL_FLOAT + payrollOf(building, building.jobs) * CAPITAL_DAYS
}

/** Coins that so many hands cost for one shift. */
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
