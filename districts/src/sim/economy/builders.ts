// Builders for hire: a firm of the district brings materials and hands to somebody's plot, for the price that was agreed.
import { must } from '@civitas/kit'
import { agentIdOf, buildingMaterials, type LeavingReason, type Quotes, withinHours, workNames } from '@civitas/schema'
import type { Building, Plot } from '../city/city.ts'
import { minuteOfDay } from '../clock.ts'
import { BUILDERS_PERCENT, CONTRACT_DAYS, CONTRACTS_MAX, DAY_MS, FULL_WAGE, HOUR_MS } from '../limits.ts'
import { transfer } from '../money.ts'
import { shelfOf } from '../people/counter.ts'
import { hasWork, labourOf, lacking } from '../people/site-progress.ts'
import { emit } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type BuildingState, type Site, type World } from '../world.ts'
import { countSale, stateOf } from './firm.ts'
import { employerOf } from './roster.ts'

/** What an owner and builders agreed on: they get what is still owed as the work goes on, out of what the site holds. */
export interface Contract {
  /** Address of the firm, in the same district. */
  builders: number
  /** Coins for all of it, and what of it is still owed. */
  price: number
  owed: number
  /** Work that had been done when they were hired, and the city time. */
  fromMs: number
  hiredMs: number
}

/** A site that builders were hired for. */
export interface Order {
  plot: Plot
  site: Site
  contract: Contract
}

type Plan = Pick<Site, 'work' | 'planks' | 'bricks' | 'labourMs'>

/** Coins that builders ask for what is still to be done: what the materials cost on their shelves, wages as they pay them now, and their profit. */
export function askingPrice(world: World, building: Building, site: Plan): number {
  const firm = buildingOf(world, building.index)
  const wanted = lacking(world, site)
  const goods = buildingMaterials.reduce((sum, id) => sum + wanted[id] * (shelfOf(firm, id)?.price ?? 0), 0)
  const hours = Math.trunc((Math.max(0, labourOf(site) - site.labourMs) + HOUR_MS - 1) / HOUR_MS)
  const wages = hours * building.wage * firm.state.firm.wagePercent * BUILDERS_PERCENT
  return goods + Math.trunc(wages / (FULL_WAGE * 100))
}

/** What they ask for a whole building of each kind; `undefined` where nobody builds for hire. */
export function quotesOf(world: World, building: Building): Quotes | undefined {
  if (!building.builds) return undefined
  const nothing = { planks: 0, bricks: 0, labourMs: 0 }
  const quotes = workNames.map((name, work) => [name, askingPrice(world, building, { work, ...nothing })])
  return Object.fromEntries(quotes) as Quotes // One for each name.
}

/** What they have to put up, in the order in which they were hired. */
export function ordersOf(world: World, building: Building): Order[] {
  const orders = world.map.plots.flatMap((plot): Order[] => {
    const site = world.sites[plot.index]
    return site?.contract?.builders === building.address ? [{ plot, site, contract: site.contract }] : []
  })
  return orders.sort((a, b) => a.contract.hiredMs - b.contract.hiredMs || a.plot.index - b.plot.index)
}

export function areBusy(world: World, building: Building): boolean {
  return ordersOf(world, building).length >= CONTRACTS_MAX
}

/** Whoever calls has put the price among the coins of the site. */
export function signContract(world: World, site: Site, building: Building, price: number): void {
  const terms = { builders: building.address, price, owed: price }
  site.contract = { ...terms, fromMs: site.labourMs, hiredMs: world.cityMs }
}

/** The site that the hands of a firm go to now, if there is work at any. */
export function siteInHand(world: World, building: Building): Order | undefined {
  return building.builds ? ordersOf(world, building).find(({ site }) => hasWork(world, site)) : undefined
}

/** The site to which its firm sends somebody now. */
export function workSiteOf(world: World, resident: Resident): Order | undefined {
  const employer = employerOf(world, resident)
  return employer && siteInHand(world, employer)
}

/** Each hour: a cart with what is lacking, and the bill for what was done. Who has waited too long is free again. */
export function serveOrders(world: World, building: Building, state: BuildingState): void {
  const open = withinHours(minuteOfDay(world.cityMs), building.openFrom, building.openTo)
  for (const { plot, site, contract } of ordersOf(world, building)) {
    if (open) deliver(world, building, plot, site)
    collect(state, site, contract)
    if (world.cityMs >= contract.hiredMs + CONTRACT_DAYS * DAY_MS) leaveSite(world, plot, 'late')
  }
}

/** A firm that closes leaves all it was at. */
export function leaveSites(world: World, building: Building): void {
  for (const { plot } of ordersOf(world, building)) leaveSite(world, plot, 'bankrupt')
}

/** The building stands: they get the rest. Id of the builders, if there were any. */
export function payBuilders(world: World, site: Site): string | undefined {
  const { contract } = site
  if (!contract) return undefined
  const builders = firmOf(world, contract)
  pay(stateOf(world, builders), site, contract, contract.owed)
  site.contract = undefined
  return builders.id
}

/** The owner gives up: they get what they have earned, and go. */
export function dismissBuilders(world: World, site: Site): void {
  if (site.contract) collect(stateOf(world, firmOf(world, site.contract)), site, site.contract)
  site.contract = undefined
}

/** What was not earned stays on the site, for others to work for. */
function leaveSite(world: World, plot: Plot, why: LeavingReason): void {
  const site = must(world.sites[plot.index], 'a site')
  const { id } = firmOf(world, must(site.contract, 'a contract'))
  dismissBuilders(world, site)
  const owner = must(world.plotOwners[plot.index], 'an owner')
  const parties: Resident[] = [world.byNumber.get(owner)].filter((party) => party !== undefined)
  const fact = { plot: plot.id, building: id, why, coins: site.coins }
  emit(world, { type: 'builders_left', agent_id: agentIdOf(owner), ...fact }, ...parties)
  world.output.changedPlots.add(plot.index)
}

function deliver(world: World, building: Building, plot: Plot, site: Site): void {
  const firm = buildingOf(world, building.index)
  const wanted = lacking(world, site)
  const brought = { planks: 0, bricks: 0 }
  for (const id of buildingMaterials) {
    const ware = wanted[id] > 0 ? shelfOf(firm, id) : undefined
    if (!ware) continue
    brought[id] = Math.min(wanted[id], ware.stock)
    firm.state.stock[ware.row] = ware.stock - brought[id]
    countSale(firm.state, ware.row, brought[id], 0)
    site[id] += brought[id]
  }
  if (brought.planks + brought.bricks === 0) return
  world.output.changedBuildings.add(building.index)
  emit(world, { type: 'materials_delivered', building: building.id, plot: plot.id, ...brought })
}

/** Their share of the price is the share of the work that has been done since they were hired. */
function collect(state: BuildingState, site: Site, contract: Contract): void {
  const { price, owed, fromMs } = contract
  const whole = Math.max(1, labourOf(site) - fromMs)
  const done = Math.min(whole, site.labourMs - fromMs)
  pay(state, site, contract, Math.trunc((price * done) / whole) - (price - owed))
}

function pay(state: BuildingState, site: Site, contract: Contract, coins: number): void {
  transfer(site, state, coins)
  contract.owed -= coins
  state.firm.takings += coins
}

function firmOf(world: World, { builders }: Contract): Building {
  return must(world.map.buildings[world.map.indexOf.get(builders) ?? -1], 'builders')
}
