// What a tick gives its host: outcomes, facts, stream items, and the rows that gateways read.
import { must } from '@civitas/kit'
import type { Building } from '../city/city.ts'
import { quotesOf } from '../economy/builders.ts'
import { isBankrupt } from '../economy/firm.ts'
import {
  workNames,
  type Deed,
  type Quotes,
  type Command,
  type DayDigest,
  type Fact,
  type StreamItem,
} from '@civitas/schema'
import { shelvesOf } from '../people/counter.ts'
import { activityName } from '../people/pastimes.ts'
import { ownerOf } from '../people/land.ts'
import { percentOf } from '../people/site-progress.ts'
import { createTickOutput, type Outcome } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type BuildingState, type World } from '../world.ts'

/** A resident as gateways read it. */
export interface AgentRow {
  resident: number
  district: string
  epoch: number
  status: 'living' | 'retired'
  activity: string
  building?: string
  home?: string
  job?: string
}

/** A building as gateways read it. */
export interface BuildingRow {
  building: string
  open: boolean
  occupants: number
  shelves: { item: string; price: number; stock: number }[]
  /** Where people work: staff and places, coins an hour, the shift in minutes of the day, whether it is closed for good. */
  firm?: { staff: number; positions: number; wage: number; shift: [number, number]; bankrupt: boolean; builds?: Quotes }
}

/** A plot as gateways read it; without an owner it is free. */
export interface PlotRow {
  plot: string
  owner?: number
  deed?: Deed
}

export interface SettleResult {
  /** Aligned with the inputs. */
  outcomes: Outcome[]
  facts: Fact[]
  streams: { resident: number; item: StreamItem }[]
  /** Rows that changed in this tick, by resident number. */
  agents: AgentRow[]
  buildings: BuildingRow[]
  plots: PlotRow[]
  commandsDone: string[]
  /** For other districts, in order. With an id it is one that came in and goes on. [CMD-1, CMD-4] */
  commandsOut: { district: string; command: Command; id?: string }[]
  /** Arrivals beyond the district's capacity. */
  late: number
  /** In the first tick of a city day: of the day that is over. */
  digest?: DayDigest
}

/** Takes everything out; what the next tick produces starts empty. */
export function collectResult(world: World, outcomes: Outcome[]): SettleResult {
  const { facts, streams, changed, retired, changedBuildings, changedPlots, commandsDone, late, digest } = world.output
  const commandsOut = world.output.commandsOut.map(({ district, ...sent }) => {
    return { ...sent, district: must(world.city.districts[district], 'district').id }
  })
  world.output = createTickOutput()
  const agents = [
    ...[...changed].map((resident) => agentRow(world, resident, 'living')),
    ...retired.map((resident) => agentRow(world, resident, 'retired')),
  ].sort((a, b) => a.resident - b.resident)
  const buildings = [...changedBuildings].sort((a, b) => a - b).map((index) => buildingRow(world, index))
  const plots = [...changedPlots].sort((a, b) => a - b).map((index) => plotRow(world, index))
  const ended = digest && { digest }
  return { outcomes, facts, streams, agents, buildings, plots, commandsDone, commandsOut, late, ...ended }
}

/** The resident as the newest tick left it. */
export function agentRow(world: World, resident: Resident, status: 'living' | 'retired'): AgentRow {
  const row: AgentRow = {
    resident: resident.number,
    district: world.map.id,
    epoch: resident.epoch,
    status,
    activity: activityName(resident),
  }
  const building = world.map.buildings[resident.building]?.id
  const [home, job] = [world.city.named[resident.home]?.id, world.city.named[resident.job]?.id]
  return { ...row, ...(building && { building }), ...(home && { home }), ...(job && { job }) }
}

/** A plot of the district, by its index. */
export function plotRow(world: World, index: number): PlotRow {
  const plot = must(world.map.plots[index], 'a plot')
  const owner = ownerOf(world, plot)
  const deed = deedOf(world, index)
  return { plot: plot.id, ...(owner !== undefined && { owner }), ...(deed && { deed }) }
}

function deedOf({ sites, deeds, city }: World, index: number): Deed | undefined {
  const { price, rent, words } = must(deeds[index], 'a deed')
  const terms = { ...(price > 0 && { price }), ...(rent >= 0 && { rent }), ...(words && { words }) }
  const site = sites[index]
  if (!site) return Object.keys(terms).length > 0 ? terms : undefined
  const work = must(workNames[site.work], 'a work')
  const builders = city.named[site.contract?.builders ?? -1]?.id
  const progress = { percent: percentOf(site), ...(site.isBuilt && { built: true }), ...(builders && { builders }) }
  return { work, ...progress, ...terms }
}

function firmOf(world: World, building: Building, state: BuildingState): NonNullable<BuildingRow['firm']> {
  const { wage } = building
  const { staff, positions, wagePercent } = state.firm
  const paid = Math.trunc((wage * wagePercent + 50) / 100)
  const shift: [number, number] = [building.shiftFrom, building.shiftTo]
  const builds = quotesOf(world, building)
  return { staff: staff.length, positions, wage: paid, shift, bankrupt: isBankrupt(state), ...(builds && { builds }) }
}

/** A building of the district, by its index. */
export function buildingRow(world: World, index: number): BuildingRow {
  const { building, state } = buildingOf(world, index)
  const shelves = shelvesOf({ building, state }).map(({ shelf, price, stock }) => ({
    item: shelf.item.id,
    price,
    stock,
  }))
  const row = { building: building.id, open: state.open, occupants: state.occupants, shelves }
  return building.jobs === 0 ? row : { ...row, firm: firmOf(world, building, state) }
}
