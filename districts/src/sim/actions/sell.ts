import { doAtOnce } from '../people/activity.ts'
import { countOf, takeFromBag } from '../people/bag.ts'
import { type Counter, counterOf, purchasePrice, shelfOf, shelvesOf } from '../people/counter.ts'
import { isOpen } from '../people/inside.ts'
import { transfer } from '../money.ts'
import { emit, idOf } from '../tick-output.ts'
import { wageDue } from '../economy/payday.ts'
import type { Resident } from '../people/resident.ts'
import type { ActionRule } from './action-rule.ts'

/** Takes goods from the bag to a shelf that holds such goods, for coins from the till. */
export const sell: ActionRule<'sell'> = {
  name: 'sell',

  check(world, resident, { item, quantity }) {
    const sold = world.city.itemById.get(item)
    if (!sold) return 'unknown_item'
    const shop = counterOf(world, resident)
    if (!shop) return 'not_inside'
    const shelf = shelfOf(shop, item)
    if (!shelf) return 'not_sold_here'
    if (!isOpen(world, shop.building)) return 'closed'
    if (countOf(resident, sold) < quantity) return 'not_in_bag'
    return coinsFor(resident, shop) < purchasePrice(shelf) * quantity ? 'till_empty' : undefined
  },

  apply(world, resident, { item, quantity }, actionId) {
    const shop = counterOf(world, resident)
    const shelf = shop && shelfOf(shop, item)
    if (!shelf) return
    const coins = purchasePrice(shelf) * quantity
    doAtOnce(world, resident, 'sell', actionId, () => {
      transfer(shop.state, resident, coins)
      takeFromBag(resident, shelf.shelf.item, quantity)
      shop.state.stock[shelf.row] = shelf.stock + quantity
      world.output.changedBuildings.add(shop.building.index)
      const building = shop.building.id
      emit(world, { type: 'sold', agent_id: idOf(resident), building, item, quantity, coins }, resident)
    })
  },

  targets(world, resident) {
    const shop = counterOf(world, resident)
    if (!shop || !isOpen(world, shop.building)) return undefined
    const coins = coinsFor(resident, shop)
    const wanted = shelvesOf(shop).filter((ware) => {
      return countOf(resident, ware.shelf.item) > 0 && purchasePrice(ware) <= coins
    })
    return wanted.length > 0 ? wanted.map(({ shelf }) => shelf.item.id) : undefined
  },
}

/** What is in the till for goods: who works there is paid out of it first, because selling ends the stretch of work. */
function coinsFor(resident: Resident, { building, state }: Counter): number {
  const isAtWork = resident.activity === 'working' && resident.building === building.index
  return state.coins - (isAtWork ? wageDue(resident) : 0)
}
