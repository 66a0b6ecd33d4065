import type { Command } from '@civitas/schema'
import { freeOf } from '../people/land.ts'
import type { World } from '../world.ts'

/** Somebody who owned land here left the city for good, in another district. */
export function freePlot(world: World, { resident, plot: id }: Extract<Command, { kind: 'free_plot' }>): void {
  const plot = world.city.plotById.get(id)
  if (plot?.district === world.map.index) freeOf(world, resident, plot)
}
