// What land means to one resident: a plot that the family could buy or has to sell, what its own building site wants next, what has no name yet, or where its firm builds.
import { must } from '@civitas/kit'
import { buildingMaterials, type LotTask, lotTasks, workNames } from '@civitas/schema'
import type { Item, Plot } from '../city/city.ts'
import { areBusy, askingPrice, workSiteOf } from '../economy/builders.ts'
import { purseOf, rentOf } from '../economy/household.ts'
import { LAND_RESERVE, MATERIALS_MAX, POCKET_KEPT, SELL_DAYS } from '../limits.ts'
import { countOf } from '../people/bag.ts'
import { shelvesOf } from '../people/counter.ts'
import { owns } from '../people/land.ts'
import { askedFor } from '../people/sale.ts'
import { fundsOf } from '../people/savings.ts'
import { hasWork, lacking } from '../people/site-progress.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type Site, type World } from '../world.ts'
import { routineIndex } from './routine-spots.ts'

type Columns = readonly [lot: number, lotTask: number, lotShop: number, lotPieces: number, lotBuilders: number]

const NOTHING: Columns = [-1, codeOf('none'), -1, 0, -1]
/** What families think of, before they have decided. */
const UNTOUCHED = { work: workNames.indexOf('cottage'), planks: 0, bricks: 0, labourMs: 0 } as const
/** A shop beyond the border may ask more than usual. */
const ABROAD_PERCENT = 150

/** In the order of ROUTINE_COLUMNS. */
export function landColumns(world: World, resident: Resident): Columns {
  if (resident.plots.length === 0) return wish(world, resident)
  for (const number of resident.plots) {
    const plot = must(world.city.plots[number], 'a plot')
    if (plot.district !== world.map.index || !owns(world, resident, plot)) continue
    const site = world.sites[plot.index]
    if (mustSell(world, resident, plot)) return [lotIndex(world, plot), codeOf('offer'), -1, worthOf(plot, site), -1]
    if (!site?.isBuilt) return taskAt(world, resident, plot)
    if (!world.deeds[plot.index]?.words) return [lotIndex(world, plot), codeOf('name'), -1, 0, -1]
  }
  return NOTHING
}

/** Who is far behind with what it owes parts with land that it does not live on. */
function mustSell(world: World, resident: Resident, plot: Plot): boolean {
  const isHome = resident.home === world.city.firstLot + plot.number
  if (isHome || must(world.deeds[plot.index], 'a deed').price > 0) return false
  return isBehind(world, resident)
}

/** With a loan, or with so much rent that the home is in danger. */
function isBehind(world: World, resident: Resident): boolean {
  const household = purseOf(world, resident)
  if (household && household.arrears >= rentOf(world, household) * SELL_DAYS) return true
  return resident.debts.some(({ isOverdue }) => isOverdue)
}

/** The city's price, and as much again when something stands there. */
function worthOf(plot: Plot, site: Site | undefined): number {
  return site?.isBuilt ? plot.price * 2 : plot.price
}

/** The head of a family that has put enough by thinks of the cheapest plot that is to be had in the district. */
function wish(world: World, resident: Resident): Columns {
  if (purseOf(world, resident)?.members[0] !== resident.number || isBehind(world, resident)) return NOTHING
  const funds = fundsOf(world, resident) - LAND_RESERVE
  let best: Plot | undefined
  let least = Infinity
  for (const plot of world.map.plots) {
    const price = askedFor(world, resident, plot) ?? Infinity
    if (price > funds || price >= least) continue
    best = plot
    least = price
  }
  return best ? [lotIndex(world, best), codeOf('claim'), -1, 0, -1] : NOTHING
}

function taskAt(world: World, resident: Resident, plot: Plot): Columns {
  const lot = lotIndex(world, plot)
  const site = world.sites[plot.index]
  if (site?.contract) return NOTHING
  const builders = buildersFor(world, site, fundsOf(world, resident) - LAND_RESERVE)
  if (!site) return [lot, codeOf('lay_out'), -1, 0, builders]
  const wanted = lacking(world, site)
  let carries = false
  for (const id of buildingMaterials) {
    const item = world.city.itemById.get(id)
    if (!item || wanted[id] === 0) continue
    const held = countOf(resident, item)
    if (held > 0) carries = true
    const errand = held < wanted[id] ? shopFor(world, resident, item, wanted[id] - held) : undefined
    if (errand)
      return [lot, codeOf(id === 'planks' ? 'fetch_planks' : 'fetch_bricks'), errand.shop, errand.pieces, builders]
  }
  return carries || hasWork(world, site) ? [lot, codeOf('build'), -1, 0, builders] : NOTHING
}

/** Who asks least for what is still to be done, of those with hands and time; nobody when that is more than `coins`. */
function buildersFor(world: World, site: Site | undefined, coins: number): number {
  let best = -1
  let least = coins
  for (const building of world.map.buildings) {
    if (!building.builds || buildingOf(world, building.index).state.firm.staff.length === 0) continue
    const price = askingPrice(world, building, site ?? UNTOUCHED)
    if (price > least || areBusy(world, building)) continue
    best = building.index
    least = price - 1
  }
  return best
}

/** Where the firm of this district for which it works builds now. */
export function workSiteIndex(world: World, resident: Resident): number {
  const order = workSiteOf(world, resident)
  return order ? lotIndex(world, order.plot) : -1
}

/** Where to get it, and how many pieces the pocket pays for: in the district when it is in stock, else from who makes it elsewhere. */
function shopFor(
  world: World,
  resident: Resident,
  item: Item,
  wanted: number,
): { shop: number; pieces: number } | undefined {
  const coins = resident.coins - POCKET_KEPT
  for (const building of world.map.buildings) {
    const ware = shelvesOf(buildingOf(world, building.index)).find(({ shelf }) => shelf.item === item)
    if (!ware || ware.stock === 0) continue
    const pieces = Math.min(wanted, ware.stock, MATERIALS_MAX, Math.trunc(coins / ware.price))
    return pieces > 0 ? { shop: building.index, pieces } : undefined
  }
  const supplier = world.city.suppliers[item.index]?.find((address) => !world.map.indexOf.has(address))
  const shop = supplier === undefined ? -1 : routineIndex(world, supplier)
  const usual = usualPrice(world, item)
  const pieces = Math.min(wanted, MATERIALS_MAX, Math.trunc((coins * 100) / (usual * ABROAD_PERCENT)))
  return shop >= 0 && pieces > 0 ? { shop, pieces } : undefined
}

function usualPrice({ city }: World, item: Item): number {
  for (const { buildings } of city.districts) {
    for (const { shelves } of buildings) {
      for (const shelf of shelves) if (shelf.item === item) return shelf.price
    }
  }
  return 1
}

function lotIndex({ map, city }: World, plot: Plot): number {
  return must(map.indexOf.get(city.firstLot + plot.number), 'a lot')
}

function codeOf(task: LotTask): number {
  return lotTasks.indexOf(task)
}
