import { must } from '@civitas/kit'
import { doAtOnce } from '../people/activity.ts'
import { setRent } from '../people/sites.ts'
import { emit, idOf } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'
import { ownPlotRefusal } from './names.ts'
import { ownHere } from './release-plot.ts'

/** Offers a plot of one's own for sale, or sets what its homes cost a day; one must be in its district. */
export const managePlot: ActionRule<'manage_plot'> = {
  name: 'manage_plot',

  check(world, resident, { plot: id, rent }) {
    const refusal = ownPlotRefusal(world, resident, id)
    if (refusal) return refusal
    const plot = must(world.city.plotById.get(id), 'a plot')
    const lot = world.map.buildings[world.map.indexOf.get(world.city.firstLot + plot.number) ?? -1]
    return rent !== undefined && (lot?.homes ?? 0) === 0 ? 'no_homes' : undefined
  },

  apply(world, resident, { plot: id, price, rent }, actionId) {
    const plot = world.city.plotById.get(id)
    const deed = plot && world.deeds[plot.index]
    if (!deed) return
    doAtOnce(world, resident, 'manage_plot', actionId, () => {
      if (price !== undefined) deed.price = price
      if (rent !== undefined) setRent(world, plot, rent)
      world.output.changedPlots.add(plot.index)
      const terms = { ...(price !== undefined && { price }), ...(rent !== undefined && { rent }) }
      emit(world, { type: 'plot_offered', agent_id: idOf(resident), plot: id, ...terms }, resident)
    })
  },

  targets: ownHere,
}
