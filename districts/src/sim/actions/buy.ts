import { doAtOnce } from '../people/activity.ts'
import { isOpen } from '../people/inside.ts'
import { countSale } from '../economy/firm.ts'
import { transfer } from '../money.ts'
import { addToBag } from '../people/bag.ts'
import { counterOf, shelfOf, shelvesOf } from '../people/counter.ts'
import { emit, idOf } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'

/** Takes goods from a shelf for coins: inside a shop, or at the window of a kiosk. */
export const buy: ActionRule<'buy'> = {
  name: 'buy',

  check(world, resident, { item, quantity }) {
    if (!world.city.itemById.has(item)) return 'unknown_item'
    const shop = counterOf(world, resident)
    if (!shop) return 'not_inside'
    const shelf = shelfOf(shop, item)
    if (!shelf) return 'not_sold_here'
    if (!isOpen(world, shop.building)) return 'closed'
    if (shelf.stock < quantity) return 'out_of_stock'
    return resident.coins < shelf.price * quantity ? 'no_coins' : undefined
  },

  apply(world, resident, { item, quantity }, actionId) {
    const shop = counterOf(world, resident)
    const shelf = shop && shelfOf(shop, item)
    if (!shelf) return
    const coins = shelf.price * quantity
    doAtOnce(world, resident, 'buy', actionId, () => {
      transfer(resident, shop.state, coins)
      shop.state.stock[shelf.row] = shelf.stock - quantity
      countSale(shop.state, shelf.row, quantity, coins)
      addToBag(resident, shelf.shelf.item, quantity)
      world.output.changedBuildings.add(shop.building.index)
      const building = shop.building.id
      emit(world, { type: 'bought', agent_id: idOf(resident), building, item, quantity, coins }, resident)
    })
  },

  targets(world, resident) {
    const shop = counterOf(world, resident)
    if (!shop || !isOpen(world, shop.building)) return undefined
    const affordable = shelvesOf(shop).filter(({ stock, price }) => stock > 0 && price <= resident.coins)
    return affordable.length > 0 ? affordable.map(({ shelf }) => shelf.item.id) : undefined
  },
}
