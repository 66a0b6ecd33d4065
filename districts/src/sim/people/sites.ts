// Building on one's own land: materials brought, hours worked, days passed, and then it stands.
import { must } from '@civitas/kit'
import { agentIdOf, buildingMaterials, workNames } from '@civitas/schema'
import { directionOf } from '../borders/directions.ts'
import type { Plot } from '../city/city.ts'
import { builtOn } from '../city/lots.ts'
import { dismissBuilders, payBuilders } from '../economy/builders.ts'
import { isFirm, stateOf } from '../economy/firm.ts'
import { accrue } from '../economy/payday.ts'
import { employerOf } from '../economy/roster.ts'
import { found } from '../economy/founding.ts'
import { moveIn } from '../economy/household.ts'
import { leaveHousehold } from '../economy/housing.ts'
import { HOUR_MS, PLOT_METRES, SITE_WAGE } from '../limits.ts'
import { sendOff, transfer } from '../money.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { Resident } from './resident.ts'
import { buildingOf, type Purse, putUp, redraw, type Site, type World } from '../world.ts'
import { addToBag, countOf, takeFromBag } from './bag.ts'
import { isWithin, ownerOf } from './land.ts'
import { hasWork, isReady, lacking } from './site-progress.ts'

/** The site in reach at which there is work to do now. */
export function siteHere(world: World, resident: Resident): { plot: Plot; site: Site } | undefined {
  for (const plot of world.map.plots) {
    const site = world.sites[plot.index]
    if (site && !site.isBuilt && hasWork(world, site) && isWithin(world, resident, plot, PLOT_METRES))
      return { plot, site }
  }
  return undefined
}

/** Takes what is lacking out of the bag. */
export function bring(world: World, resident: Resident, plot: Plot, site: Site): void {
  const wanted = lacking(world, site)
  const brought = { planks: 0, bricks: 0 }
  for (const id of buildingMaterials) {
    const item = world.city.itemById.get(id)
    if (!item) continue
    brought[id] = Math.min(wanted[id], countOf(resident, item))
    takeFromBag(resident, item, brought[id])
    site[id] += brought[id]
  }
  if (brought.planks + brought.bricks === 0) return
  emit(world, { type: 'materials_brought', agent_id: idOf(resident), plot: plot.id, ...brought }, resident)
}

/** Works on; `false` when there is nothing to do, or nobody to pay for it. */
export function labour(world: World, resident: Resident, ms: number): boolean {
  const plot = must(world.city.plots[resident.target], 'a plot')
  const site = world.sites[plot.index]
  if (!site || !hasWork(world, site)) return false
  site.labourMs += ms
  resident.workedMs += ms
  world.output.changedPlots.add(plot.index)
  if (ownerOf(world, plot) === resident.number) return true
  resident.wageRest += SITE_WAGE * ms
  const coins = Math.trunc(resident.wageRest / HOUR_MS)
  resident.wageRest -= coins * HOUR_MS
  // What builders are still owed is theirs: they were hired after the helper had begun.
  const paid = Math.min(coins, site.coins - (site.contract?.owed ?? 0))
  resident.earned += paid
  transfer(site, resident, paid)
  return paid === coins
}

/** Works on for the firm that was hired, at its wage; `false` when there is nothing to do there, or it left. */
export function labourForHire(world: World, resident: Resident, ms: number): boolean {
  const plot = must(world.city.plots[resident.target], 'a plot')
  const site = world.sites[plot.index]
  const employer = employerOf(world, resident)
  if (!site || !employer || site.contract?.builders !== employer.address || !hasWork(world, site)) return false
  site.labourMs += ms
  world.output.changedPlots.add(plot.index)
  accrue(world, resident.slot, employer, stateOf(world, employer), ms)
  return true
}

/** When all is there, done and dry, the building stands; what is left of the deposit is its till's, or its owner's. */
export function finishSite(world: World, plot: Plot, site: Site): void {
  if (!isReady(world, site)) return
  site.isBuilt = true
  const builders = payBuilders(world, site)
  const lot = raise(world, plot, site)
  const owner = must(ownerOf(world, plot), 'an owner')
  world.output.changedPlots.add(plot.index)
  world.output.changedBuildings.add(lot)
  const parties = [world.byNumber.get(owner)].filter((party) => party !== undefined)
  const fact = { plot: plot.id, kind: must(workNames[site.work], 'a work'), ...(builders && { builders }) }
  emit(world, { type: 'building_finished', agent_id: agentIdOf(owner), ...fact }, ...parties)
  const { building } = buildingOf(world, lot)
  if (isFirm(building)) found(world, building, site)
  else payOwner(world, plot, site, site.coins)
  settleOwner(world, owner, lot)
}

/** Puts the building on the map; index of it. */
export function raise(world: World, plot: Plot, { work }: Site): number {
  const index = must(world.map.indexOf.get(world.city.firstLot + plot.number), 'a lot')
  putUp(world, builtOn(world.city, must(world.map.buildings[index], 'a lot'), work))
  return index
}

/** What each who lives there pays a day from now on. */
export function setRent(world: World, plot: Plot, rent: number): void {
  must(world.deeds[plot.index], 'a deed').rent = rent
  const index = must(world.map.indexOf.get(world.city.firstLot + plot.number), 'a lot')
  redraw(world, { ...must(world.map.buildings[index], 'a lot'), rent })
}

/** Coins for the owner of a plot, wherever it is; the city's when nobody owns it. [CMD-3] */
export function payOwner(world: World, plot: Plot, from: Purse, coins: number): void {
  const owner = ownerOf(world, plot)
  const here = owner === undefined ? world.treasury : world.byNumber.get(owner)
  if (here) return transfer(from, here, coins)
  const direction = owner === undefined ? undefined : directionOf(world, owner)
  if (owner === undefined || direction === undefined) return transfer(from, world.treasury, coins)
  if (coins === 0) return
  sendOff(world, from, coins)
  send(world, direction, { kind: 'pay', resident: owner, from: owner, amount: coins })
}

/** Materials that were laid down there come back with the owner who gives up. */
export function takeBack(world: World, resident: Resident, plot: Plot): void {
  const site = world.sites[plot.index]
  if (!site || site.isBuilt) return
  for (const id of buildingMaterials) {
    const item = world.city.itemById.get(id)
    if (item) addToBag(resident, item, site[id])
  }
  dismissBuilders(world, site)
  transfer(site, resident, site.coins)
}

/** Who builds a house for itself lives in it from then on. */
function settleOwner(world: World, owner: number, index: number): void {
  const { building } = buildingOf(world, index)
  const resident = world.byNumber.get(owner)
  if (!resident || building.homes === 0) return
  leaveHousehold(world, resident)
  moveIn(world, resident, building)
  world.output.changed.add(resident)
}
