import type { Command } from '@civitas/schema'
import type { World } from '../world.ts'

/** Somebody bought a plot of this agent in another district; the coins come by themselves. [CMD-3] */
export function soldPlot(world: World, { resident, plot: id }: Extract<Command, { kind: 'sold_plot' }>): void {
  const seller = world.byNumber.get(resident)
  const plot = world.city.plotById.get(id)
  if (seller && plot) seller.plots = seller.plots.filter((number) => number !== plot.number)
}
