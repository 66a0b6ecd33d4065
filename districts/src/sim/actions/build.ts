import { must } from '@civitas/kit'
import { buildingMaterials, type CodeOf, workNames } from '@civitas/schema'
import { areBusy, askingPrice, signContract } from '../economy/builders.ts'
import { MINUTE_MS, PLOT_METRES } from '../limits.ts'
import { transfer } from '../money.ts'
import { begin, doAtOnce } from '../people/activity.ts'
import { countOf } from '../people/bag.ts'
import { isOpen } from '../people/inside.ts'
import { isWithin, owns, plotsWithin } from '../people/land.ts'
import { drawSavings, fundsOf } from '../people/savings.ts'
import { hasWork, lacking } from '../people/site-progress.ts'
import { bring } from '../people/sites.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type Site, type World } from '../world.ts'
import type { ActionRule, ParametersOf } from './action-rule.ts'
import { ownPlotRefusal } from './names.ts'
import { ownHere } from './release-plot.ts'

type Parameters = ParametersOf<'build'>

/** Lays out a building on one's own plot, brings what the bag holds of planks and bricks, and works on it for a while; or, in their house, hires builders. */
export const build: ActionRule<'build'> = {
  name: 'build',

  check(world, resident, parameters) {
    const refusal = ownPlotRefusal(world, resident, parameters.plot)
    if (refusal) return refusal
    const plot = must(world.city.plotById.get(parameters.plot), 'a plot')
    const site = world.sites[plot.index]
    if (parameters.builders !== undefined) return hiringRefusal(world, resident, parameters, site)
    if (resident.building >= 0) return 'not_outside'
    if (!isWithin(world, resident, plot, PLOT_METRES)) return 'too_far'
    return planRefusal(parameters, site) ?? workRefusal(world, resident, parameters, site)
  },

  apply(world, resident, parameters, actionId) {
    const plot = world.city.plotById.get(parameters.plot)
    if (!plot) return
    if (parameters.builders !== undefined) {
      return doAtOnce(world, resident, 'build', actionId, () => hire(world, resident, parameters, plot.index))
    }
    const activity = { activity: 'building', leftMs: parameters.minutes * MINUTE_MS, target: plot.number } as const
    begin(world, resident, { ...activity, actionId })
    resident.workedMs = 0
    resident.earned = 0
    const { site, isNew } = siteFor(world, parameters, plot.index)
    if (isNew) tellBeginning(world, resident, parameters, site)
    transfer(resident, site, parameters.deposit)
    bring(world, resident, plot, site)
  },

  targets(world, resident) {
    const isOpenSite = (id: string) => !siteOf(world, id)?.isBuilt
    if (resident.building >= 0) {
      const { building } = buildingOf(world, resident.building)
      if (!building.builds || !isOpen(world, building) || areBusy(world, building)) return undefined
      return someOf(ownHere(world, resident)?.filter((id) => isOpenSite(id) && !siteOf(world, id)?.contract))
    }
    const own = plotsWithin(world, resident, PLOT_METRES).filter(({ plot }) => owns(world, resident, plot))
    return someOf(own.map(({ plot }) => plot.id).filter(isOpenSite))
  },
}

function hiringRefusal(
  world: World,
  resident: Resident,
  parameters: Parameters,
  site: Site | undefined,
): CodeOf<'build'> | undefined {
  const address = world.city.addresses.get(parameters.builders ?? '')?.named.address
  if (address === undefined) return 'unknown_place'
  const building = world.map.buildings[world.map.indexOf.get(address) ?? -1]
  if (!building?.builds) return 'no_builders'
  if (resident.building !== building.index) return 'not_inside'
  if (!isOpen(world, building)) return 'closed'
  const refusal = planRefusal(parameters, site)
  if (refusal) return refusal
  if (site?.contract) return 'already_hired'
  if (areBusy(world, building)) return 'too_many_orders'
  const price = askingPrice(world, building, site ?? blankSite(world, parameters.kind))
  return fundsOf(world, resident) < price + parameters.deposit ? 'no_coins' : undefined
}

/** Their price and the deposit go to the site; the city's rules let them have it as they earn it. */
function hire(world: World, resident: Resident, parameters: Parameters, index: number): void {
  const { building } = buildingOf(world, resident.building)
  const { site } = siteFor(world, parameters, index)
  const price = askingPrice(world, building, site)
  drawSavings(world, resident, price + parameters.deposit)
  transfer(resident, site, price + parameters.deposit)
  signContract(world, site, building, price)
  const what = { plot: parameters.plot, building: building.id, kind: workNames[site.work] ?? '', coins: price }
  emit(world, { type: 'builders_hired', agent_id: idOf(resident), ...what }, resident)
}

/** The site as it is, or a new one. */
function siteFor(world: World, { kind }: Parameters, index: number): { site: Site; isNew: boolean } {
  world.output.changedPlots.add(index)
  const known = world.sites[index]
  const site = known ?? blankSite(world, kind)
  world.sites[index] = site
  return { site, isNew: known === undefined }
}

/** Who has builders come is told by their being hired. */
function tellBeginning(world: World, resident: Resident, { plot, deposit }: Parameters, site: Site): void {
  const fact = { plot, kind: workNames[site.work] ?? plot, coins: deposit }
  emit(world, { type: 'building_begun', agent_id: idOf(resident), ...fact }, resident)
}

function planRefusal({ kind }: Parameters, site: Site | undefined): CodeOf<'build'> | undefined {
  if (!site) return kind === undefined ? 'no_plan' : undefined
  return site.isBuilt || (kind !== undefined && kind !== workNames[site.work]) ? 'already_built' : undefined
}

function workRefusal(
  world: World,
  resident: Resident,
  { deposit }: Parameters,
  site: Site | undefined,
): CodeOf<'build'> | undefined {
  if (resident.coins < deposit) return 'no_coins'
  if (!site || deposit > 0 || hasWork(world, site)) return undefined
  const wanted = lacking(world, site)
  const carries = buildingMaterials.some((id) => {
    const item = world.city.itemById.get(id)
    return item !== undefined && wanted[id] > 0 && countOf(resident, item) > 0
  })
  return carries ? undefined : 'no_materials'
}

function siteOf(world: World, plot: string): Site | undefined {
  return world.sites[world.city.plotById.get(plot)?.index ?? -1]
}

function blankSite(world: World, kind: Parameters['kind']): Site {
  const work = workNames.indexOf(kind ?? 'cottage')
  const nothing = { planks: 0, bricks: 0, labourMs: 0, coins: 0, contract: undefined }
  return { work, ...nothing, begunMs: world.cityMs, isBuilt: false, isKnown: false }
}

function someOf(ids: string[] | undefined): string[] | undefined {
  return ids && ids.length > 0 ? ids : undefined
}
