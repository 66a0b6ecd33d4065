import { must } from '@civitas/kit'
import { RELEASE_PERCENT } from '../limits.ts'
import { payFromTreasury } from '../money.ts'
import { doAtOnce } from '../people/activity.ts'
import { giveUp, owns } from '../people/land.ts'
import { takeBack } from '../people/sites.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'
import { ownPlotRefusal } from './names.ts'

/** Gives a plot back for half of its price; one must be in its district. */
export const releasePlot: ActionRule<'release_plot'> = {
  name: 'release_plot',

  check: (world, resident, { plot }) => ownPlotRefusal(world, resident, plot),

  apply(world, resident, { plot: id }, actionId) {
    const plot = world.city.plotById.get(id)
    if (!plot) return
    const coins = Math.trunc((plot.price * RELEASE_PERCENT) / 100)
    doAtOnce(world, resident, 'release_plot', actionId, () => {
      payFromTreasury(world, resident, coins)
      takeBack(world, resident, plot)
      giveUp(world, resident, plot)
      emit(world, { type: 'plot_released', agent_id: idOf(resident), plot: id, coins }, resident)
    })
  },

  targets: ownHere,
}

/** Ids of the plots of the district that somebody owns. */
export function ownHere(world: World, resident: Resident): string[] | undefined {
  const own = resident.plots.map((number) => must(world.city.plots[number], 'a plot'))
  const here = own.filter((plot) => plot.district === world.map.index && owns(world, resident, plot))
  return here.length > 0 ? here.map(({ id }) => id) : undefined
}
