import { doAtOnce } from '../people/activity.ts'
import { emit, idOf } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'
import { ownPlotRefusal } from './names.ts'
import { ownHere } from './release-plot.ts'

/** Gives a name to a plot of one's own, and to what stands on it. */
export const namePlot: ActionRule<'name_plot'> = {
  name: 'name_plot',

  check: (world, resident, { plot }) => ownPlotRefusal(world, resident, plot),

  apply(world, resident, { plot: id, words }, actionId) {
    const plot = world.city.plotById.get(id)
    const deed = plot && world.deeds[plot.index]
    if (!deed) return
    doAtOnce(world, resident, 'name_plot', actionId, () => {
      deed.words = words
      world.output.changedPlots.add(plot.index)
      emit(world, { type: 'plot_named', agent_id: idOf(resident), plot: id, words }, resident)
    })
  },

  targets: ownHere,
}
