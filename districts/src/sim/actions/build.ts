import { type CodeOf, workNames } from '@civitas/schema'
import { MINUTE_MS, PLOT_METRES } from '../limits.ts'
import { transfer } from '../money.ts'
import { begin } from '../people/activity.ts'
import { isWithin, owns, plotsWithin } from '../people/land.ts'
import { bring, hasWork, lacking } from '../people/sites.ts'
import { countOf } from '../people/bag.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident, Site, World } from '../world.ts'
import type { ActionRule, ParametersOf } from './action-rule.ts'

/** Lays out a building on one's own plot, brings what the bag holds of planks and bricks, and works on it for a while. */
export const build: ActionRule<'build'> = {
  name: 'build',

  check(world, resident, parameters) {
    const plot = world.city.plotById.get(parameters.plot)
    if (!plot) return 'unknown_plot'
    if (!owns(world, resident, plot)) return 'not_owner'
    if (plot.district !== world.map.index) return 'across_border'
    if (resident.building >= 0) return 'not_outside'
    if (!isWithin(world, resident, plot, PLOT_METRES)) return 'too_far'
    if (resident.coins < parameters.deposit) return 'no_coins'
    return siteRefusal(world, resident, parameters, world.sites[plot.index])
  },

  apply(world, resident, { plot: id, kind, deposit, minutes }, actionId) {
    const plot = world.city.plotById.get(id)
    if (!plot) return
    const site = world.sites[plot.index] ?? blankSite(world, kind)
    begin(world, resident, { activity: 'building', leftMs: minutes * MINUTE_MS, target: plot.number, actionId })
    resident.workedMs = 0
    resident.earned = 0
    if (!world.sites[plot.index]) {
      world.sites[plot.index] = site
      const fact = { plot: id, kind: workNames[site.work] ?? id, coins: deposit }
      emit(world, { type: 'building_begun', agent_id: idOf(resident), ...fact }, resident)
    }
    transfer(resident, site, deposit)
    bring(world, resident, plot, site)
    world.output.changedPlots.add(plot.index)
  },

  targets(world, resident) {
    if (resident.building >= 0) return undefined
    const own = plotsWithin(world, resident, PLOT_METRES).filter(({ plot }) => owns(world, resident, plot))
    const open = own.filter(({ plot }) => !world.sites[plot.index]?.isBuilt)
    return open.length > 0 ? open.map(({ plot }) => plot.id) : undefined
  },
}

function siteRefusal(
  world: World,
  resident: Resident,
  { kind, deposit }: ParametersOf<'build'>,
  site: Site | undefined,
): CodeOf<'build'> | undefined {
  if (!site) return kind === undefined ? 'no_plan' : undefined
  if (site.isBuilt || (kind !== undefined && kind !== workNames[site.work])) return 'already_built'
  if (deposit > 0 || hasWork(world, site)) return undefined
  const wanted = lacking(world, site)
  const carries = (['planks', 'bricks'] as const).some((id) => {
    const item = world.city.itemById.get(id)
    return item !== undefined && wanted[id] > 0 && countOf(resident, item) > 0
  })
  return carries ? undefined : 'no_materials'
}

function blankSite(world: World, kind: ParametersOf<'build'>['kind']): Site {
  const work = workNames.indexOf(kind ?? 'cottage')
  return { work, planks: 0, bricks: 0, labourMs: 0, begunMs: world.cityMs, isBuilt: false, isKnown: false, coins: 0 }
}
