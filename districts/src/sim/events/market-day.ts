import { news, type Words } from '@civitas/schema'
import { restock } from '../systems/run-shops.ts'
import { buildingOf, type World } from '../world.ts'

/** Shops that are open get a delivery, as they do in the morning. */
export function marketDay(world: World): Words {
  for (const building of world.map.buildings) {
    const { state } = buildingOf(world, building.index)
    if (state.open && building.shelves.length > 0) restock(world, building, state)
  }
  return news('market_day', [world.map.scenario.name])
}
