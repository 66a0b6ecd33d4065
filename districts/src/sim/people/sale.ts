// Plots change hands between agents: the owner may be anywhere, what is on the land goes with it.
import { must } from '@civitas/kit'
import { agentIdOf } from '@civitas/schema'
import { directionOf } from '../borders/directions.ts'
import type { Plot } from '../city/city.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { Resident } from './resident.ts'
import type { World } from '../world.ts'
import { ownerOf, takeOver } from './land.ts'
import { payOwner } from './sites.ts'

/** What it asks of this buyer: the city's price while it is free, else the owner's; `undefined` when it is not for sale to it. */
export function askedFor(world: World, buyer: Resident, plot: Plot): number | undefined {
  const owner = ownerOf(world, plot)
  if (owner === undefined) return plot.price
  const { price } = must(world.deeds[plot.index], 'a deed')
  return owner === buyer.number || price === 0 ? undefined : price
}

/** Whoever calls has checked that it is for sale, and that the coins are there. [CMD-3] */
export function buyPlot(world: World, buyer: Resident, plot: Plot, coins: number): void {
  const owner = must(ownerOf(world, plot), 'an owner')
  payOwner(world, plot, buyer, coins)
  const seller = world.byNumber.get(owner)
  const district = directionOf(world, owner)
  if (seller) seller.plots = seller.plots.filter((number) => number !== plot.number)
  else if (district !== undefined) send(world, district, { kind: 'sold_plot', resident: owner, plot: plot.id })
  must(world.deeds[plot.index], 'a deed').price = 0
  takeOver(world, buyer, plot)
  const parties = seller ? [buyer, seller] : [buyer]
  emit(world, { type: 'plot_sold', agent_id: agentIdOf(owner), to: idOf(buyer), plot: plot.id, coins }, ...parties)
}
