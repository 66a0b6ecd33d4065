import { news, type Words } from '@civitas/schema'
import { buyIn } from '../economy/imports.ts'
import { buildingOf, type World } from '../world.ts'

/** Farmers come with their carts: open shops buy whatever their shelves lack. */
export function marketDay(world: World): Words {
  for (const building of world.map.buildings) {
    const { state } = buildingOf(world, building.index)
    if (state.open && building.shelves.length > 0) buyIn(world, building, state, () => true)
  }
  return news('market_day', [world.map.scenario.name])
}
