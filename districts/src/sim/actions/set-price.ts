import { PRICE_MAX_PERCENT, PRICE_MIN_PERCENT } from '../limits.ts'
import { doAtOnce } from '../people/activity.ts'
import { type Counter, counterOf, shelfOf, shelvesOf } from '../people/counter.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { ActionRule } from './action-rule.ts'

/** Sets what a shelf asks for one: whoever has a job in the shop, or is at work there now. */
export const setPrice: ActionRule<'set_price'> = {
  name: 'set_price',

  check(world, resident, { item, price }) {
    if (!world.city.itemById.has(item)) return 'unknown_item'
    const shop = counterOf(world, resident)
    if (!shop) return 'not_inside'
    const shelf = shelfOf(shop, item)
    if (!shelf) return 'not_sold_here'
    if (!isStaff(resident, shop)) return 'not_staff'
    return isFair(price, shelf.shelf.price) ? undefined : 'price_out_of_bounds'
  },

  apply(world, resident, { item, price }, actionId) {
    const shop = counterOf(world, resident)
    const shelf = shop && shelfOf(shop, item)
    if (!shelf) return
    doAtOnce(world, resident, 'set_price', actionId, () => {
      shop.state.prices[shelf.row] = price
      world.output.changedBuildings.add(shop.building.index)
      const building = shop.building.id
      const was = shelf.price
      emit(world, { type: 'price_set', agent_id: idOf(resident), building, item, price, was }, resident)
    })
  },

  targets(world, resident) {
    const shop = counterOf(world, resident)
    if (!shop || shop.building.shelves.length === 0 || !isStaff(resident, shop)) return undefined
    return shelvesOf(shop).map(({ shelf }) => shelf.item.id)
  },
}

function isStaff(resident: Resident, { building }: Counter): boolean {
  return resident.job === building.address || (resident.activity === 'working' && resident.building === building.index)
}

/** @param usual what the scenario asks */
function isFair(price: number, usual: number): boolean {
  return price * 100 >= usual * PRICE_MIN_PERCENT && price * 100 <= usual * PRICE_MAX_PERCENT
}
