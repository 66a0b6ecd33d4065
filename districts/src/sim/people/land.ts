// Who owns which plot. The owner's own list and the district's agree; the list travels with the owner. [HND]
import { must } from '@civitas/kit'
import { agentIdOf, UNITS_PER_METRE } from '@civitas/schema'
import type { Plot } from '../city/city.ts'
import { dismissBuilders } from '../economy/builders.ts'
import { transfer } from '../money.ts'
import { emit, send } from '../tick-output.ts'
import type { Resident } from './resident.ts'
import { blankDeed, type World } from '../world.ts'

/** Stands for nobody among the owners. */
const NOBODY = 0

export function isFree(world: World, plot: Plot): boolean {
  return ownerOf(world, plot) === undefined
}

/** Number of the owner of a plot of this district. */
export function ownerOf(world: World, plot: Plot): number | undefined {
  return must(world.plotOwners[plot.index], 'a plot') || undefined
}

/** Whether it is the owner as far as is known here: of its own land elsewhere it may not know yet that it was bought. */
export function owns(world: World, resident: Resident, plot: Plot): boolean {
  if (!resident.plots.includes(plot.number)) return false
  return plot.district !== world.map.index || ownerOf(world, plot) === resident.number
}

/** Whoever calls has checked that it may be had, is here, and paid for. */
export function takeOver(world: World, resident: Resident, plot: Plot): void {
  resident.plots.push(plot.number)
  setOwner(world, plot, resident.number)
}

export function giveUp(world: World, resident: Resident, plot: Plot): void {
  resident.plots = resident.plots.filter((number) => number !== plot.number)
  setOwner(world, plot, NOBODY)
}

/** All land of somebody who leaves the city for good, in whatever district it lies. [CMD-1] */
export function leaveLand(world: World, resident: Resident): void {
  for (const number of resident.plots) {
    const plot = must(world.city.plots[number], 'a plot')
    if (plot.district === world.map.index) freeOf(world, resident.number, plot)
    else send(world, plot.district, { kind: 'free_plot', resident: resident.number, plot: plot.id })
  }
  resident.plots = []
}

/** The plot of an owner who is gone is free again; nothing happens when it is not that owner's. */
export function freeOf(world: World, owner: number, plot: Plot): void {
  if (ownerOf(world, plot) !== owner) return
  setOwner(world, plot, NOBODY)
  emit(world, { type: 'plot_released', agent_id: agentIdOf(owner), plot: plot.id, coins: 0 })
}

/** Plots of the district no farther than that many metres, nearest first; `squared` in squared 1/16 m. */
export function plotsWithin(world: World, resident: Resident, metres: number): { plot: Plot; squared: number }[] {
  return world.map.plots
    .filter((plot) => isWithin(world, resident, plot, metres))
    .map((plot) => ({ plot, squared: squaredToPlot(world, resident, plot) }))
    .sort((a, b) => a.squared - b.squared || a.plot.index - b.plot.index)
}

export function isWithin(world: World, resident: Resident, plot: Plot, metres: number): boolean {
  const reach = metres * UNITS_PER_METRE
  return squaredToPlot(world, resident, plot) <= reach * reach
}

/** From where somebody stands to the plot's nearest edge, in squared 1/16 m; 0 on it. */
function squaredToPlot(world: World, resident: Resident, { x0, y0, x1, y1 }: Plot): number {
  const x = world.motion.x[resident.slot] ?? 0
  const y = world.motion.y[resident.slot] ?? 0
  const dx = Math.max(x0 - x, 0, x - x1)
  const dy = Math.max(y0 - y, 0, y - y1)
  return dx * dx + dy * dy
}

function setOwner(world: World, plot: Plot, owner: number): void {
  if (owner === NOBODY) {
    abandon(world, plot)
    world.deeds[plot.index] = blankDeed()
  }
  world.plotOwners[plot.index] = owner
  world.output.changedPlots.add(plot.index)
}

/** The land falls to the city: nothing is left of what was not finished. */
function abandon(world: World, plot: Plot): void {
  const site = world.sites[plot.index]
  if (!site || site.isBuilt) return
  dismissBuilders(world, site)
  transfer(site, world.treasury, site.coins)
  world.sites[plot.index] = undefined
}
