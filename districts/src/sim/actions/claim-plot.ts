import { PLOT_METRES, PLOTS_MAX } from '../limits.ts'
import { transfer } from '../money.ts'
import { doAtOnce } from '../people/activity.ts'
import { isFree, isWithin, plotsWithin, takeOver } from '../people/land.ts'
import { askedFor, buyPlot } from '../people/sale.ts'
import { drawSavings, fundsOf } from '../people/savings.ts'
import { emit, idOf } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'

/** Buys a plot that one stands near: a free one from the city, one that is for sale from its owner. */
export const claimPlot: ActionRule<'claim_plot'> = {
  name: 'claim_plot',

  check(world, resident, { plot: id }) {
    const plot = world.city.plotById.get(id)
    if (!plot) return 'unknown_plot'
    if (plot.district !== world.map.index) return 'across_border'
    if (resident.building >= 0) return 'not_outside'
    if (!isWithin(world, resident, plot, PLOT_METRES)) return 'too_far'
    const asked = askedFor(world, resident, plot)
    if (asked === undefined) return 'plot_taken'
    if (resident.plots.length >= PLOTS_MAX) return 'too_many_plots'
    return fundsOf(world, resident) < asked ? 'no_coins' : undefined
  },

  apply(world, resident, { plot: id }, actionId) {
    const plot = world.city.plotById.get(id)
    if (!plot) return
    const coins = askedFor(world, resident, plot)
    if (coins === undefined) return
    doAtOnce(world, resident, 'claim_plot', actionId, () => {
      drawSavings(world, resident, coins)
      if (!isFree(world, plot)) return buyPlot(world, resident, plot, coins)
      transfer(resident, world.treasury, coins)
      takeOver(world, resident, plot)
      emit(world, { type: 'plot_claimed', agent_id: idOf(resident), plot: id, coins }, resident)
    })
  },

  targets(world, resident) {
    if (resident.building >= 0 || resident.plots.length >= PLOTS_MAX) return undefined
    const free = plotsWithin(world, resident, PLOT_METRES).map(({ plot }) => plot)
    const affordable = free.filter((plot) => (askedFor(world, resident, plot) ?? Infinity) <= resident.coins)
    return affordable.length > 0 ? affordable.map(({ id }) => id) : undefined
  },
}
