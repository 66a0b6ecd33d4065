import { doAtOnce } from '../people/activity.ts'
import { isOpen } from '../people/inside.ts'
import { transfer } from '../money.ts'
import { doorOf } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import { buildingOf, type Resident, type World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'

/** Takes goods from a shelf for coins: inside a shop, or at the window of a kiosk. */
export const buy: ActionRule<'buy'> = {
  name: 'buy',

  check(world, resident, { item, quantity }) {
    if (!world.city.itemById.has(item)) return 'unknown_item'
    const shop = counterOf(world, resident)
    if (!shop) return 'not_inside'
    const shelf = shelfOf(world, shop.building.index, item)
    if (!shelf) return 'not_sold_here'
    if (!isOpen(world, shop.building)) return 'closed'
    if (shelf.stock < quantity) return 'out_of_stock'
    return resident.coins < shelf.price * quantity ? 'no_coins' : undefined
  },

  apply(world, resident, { item, quantity }, actionId) {
    const shop = counterOf(world, resident)
    const shelf = shop && shelfOf(world, shop.building.index, item)
    if (!shelf) return
    const coins = shelf.price * quantity
    doAtOnce(world, resident, 'buy', actionId, () => {
      transfer(resident, shop.state, coins)
      shop.state.stock[shelf.row] = shelf.stock - quantity
      resident.inventory[shelf.item] = (resident.inventory[shelf.item] ?? 0) + quantity
      world.output.changedBuildings.add(shop.building.index)
      const building = shop.building.id
      emit(world, { type: 'bought', agent_id: idOf(resident), building, item, quantity, coins }, resident)
    })
  },

  targets(world, resident) {
    const shop = counterOf(world, resident)
    if (!shop || !isOpen(world, shop.building)) return undefined
    const affordable = shop.building.shelves.filter((shelf, row) => {
      return (shop.state.stock[row] ?? 0) > 0 && shelf.price <= resident.coins
    })
    return affordable.length > 0 ? affordable.map((shelf) => shelf.item.id) : undefined
  },
}

/** The building one can buy in from here. */
function counterOf(world: World, resident: Resident) {
  if (resident.building >= 0) return buildingOf(world, resident.building)
  const building = doorOf(world, resident)
  return building?.kind === 'kiosk' ? buildingOf(world, building.index) : undefined
}

function shelfOf(world: World, index: number, item: string) {
  const { building, state } = buildingOf(world, index)
  const row = building.shelves.findIndex((shelf) => shelf.item.id === item)
  const shelf = building.shelves[row]
  return shelf && { row, item: shelf.item.index, price: shelf.price, stock: state.stock[row] ?? 0 }
}
