// Which refusals each action can meet in the district; the rules are typed by this list, so that it cannot lag behind them.
import { type ActionName, speechActions } from '../action.ts'
import type { DistrictCode } from '../codes.ts'

/** Per action, in the order in which they are judged. */
export const actionCodes = {
  move_to: ['unknown_place', 'unknown_agent', 'across_border', 'to_self', 'not_outside', 'unreachable'],
  enter: ['already_inside', 'unknown_place', 'not_at_door', 'private_home', 'closed', 'full'],
  ride: ['unknown_place', 'not_outside', 'not_at_stop', 'same_stop', 'no_line', 'no_coins', 'tram_full'],
  leave: ['not_inside'],
  say: ['to_self', 'unknown_agent', 'across_border', 'too_far', 'unknown_place', 'unknown_item', 'nothing_asked'],
  tell: ['to_self', 'unknown_agent', 'unknown_place', 'unknown_item', 'nothing_asked'],
  wave: ['to_self', 'unknown_agent', 'across_border', 'too_far'],
  give: ['to_self', 'unknown_agent', 'across_border', 'too_far', 'unknown_item', 'not_in_bag'],
  pay: ['to_self', 'unknown_agent', 'too_far', 'no_coins', 'nothing_asked', 'too_many_promises', 'not_owed'],
  buy: ['unknown_item', 'not_inside', 'not_sold_here', 'closed', 'out_of_stock', 'no_coins'],
  sell: ['unknown_item', 'not_inside', 'not_sold_here', 'closed', 'not_in_bag', 'till_empty'],
  set_price: ['unknown_item', 'not_inside', 'not_sold_here', 'not_staff', 'price_out_of_bounds'],
  eat: ['unknown_item', 'nothing_to_eat', 'not_hungry'],
  rest: ['not_a_resting_place'],
  work: ['not_inside', 'not_on_shift', 'no_job_here', 'closed'],
  study: ['not_inside', 'not_taught_here', 'closed'],
  play: ['not_a_playground', 'closed'],
  claim_plot: ['unknown_plot', 'across_border', 'not_outside', 'too_far', 'plot_taken', 'too_many_plots', 'no_coins'],
  build: [
    'unknown_plot',
    'not_owner',
    'across_border',
    'unknown_place',
    'no_builders',
    'not_inside',
    'closed',
    'not_outside',
    'too_far',
    'no_plan',
    'already_built',
    'already_hired',
    'too_many_orders',
    'no_coins',
    'no_materials',
  ],
  manage_plot: ['unknown_plot', 'not_owner', 'across_border', 'no_homes'],
  name_plot: ['unknown_plot', 'not_owner', 'across_border'],
  release_plot: ['unknown_plot', 'not_owner', 'across_border'],
  wait: ['not_done_here'],
} as const satisfies Readonly<Record<ActionName, readonly DistrictCode[]>>

/** What the district may answer to this action, beyond what every action can meet. */
export type CodeOf<Name extends ActionName> = (typeof actionCodes)[Name][number]

/** Refusals that every action of that kind can meet. */
export function commonCodesOf(action: ActionName): DistrictCode[] {
  return ['stale', 'asleep', speechActions.includes(action) ? 'too_much_speech' : 'one_per_tick']
}
