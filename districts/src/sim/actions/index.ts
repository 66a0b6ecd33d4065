// The registry: everything that a resident can do. A new action is a file here, a schema in shared/schema, and a line below.
import type { ActionName, DistrictCode, SimAction } from '@civitas/schema'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'
import { build } from './build.ts'
import { buy } from './buy.ts'
import { claimPlot } from './claim-plot.ts'
import { eat } from './eat.ts'
import { enter } from './enter.ts'
import { give } from './give.ts'
import { leave } from './leave.ts'
import { managePlot } from './manage-plot.ts'
import { moveTo } from './move-to.ts'
import { namePlot } from './name-plot.ts'
import { pay } from './pay.ts'
import { play } from './play.ts'
import { releasePlot } from './release-plot.ts'
import { rest } from './rest.ts'
import { ride } from './ride.ts'
import { say } from './say.ts'
import { sell } from './sell.ts'
import { setPrice } from './set-price.ts'
import { study } from './study.ts'
import { tell } from './tell.ts'
import { wait } from './wait.ts'
import { wave } from './wave.ts'
import { work } from './work.ts'

const rules: { [Name in ActionName]: ActionRule<Name> } = {
  move_to: moveTo,
  enter,
  ride,
  leave,
  say,
  tell,
  wave,
  give,
  pay,
  buy,
  sell,
  set_price: setPrice,
  eat,
  rest,
  work,
  study,
  play,
  claim_plot: claimPlot,
  build,
  manage_plot: managePlot,
  name_plot: namePlot,
  release_plot: releasePlot,
  wait,
}

export const actionRules: readonly Pick<ActionRule<ActionName>, 'name' | 'targets'>[] = Object.values(rules)

export function checkAction(world: World, resident: Resident, action: SimAction): DistrictCode | undefined {
  return ruleOf(action).check(world, resident, action.parameters)
}

/** Only after `checkAction` found nothing. */
export function applyAction(world: World, resident: Resident, action: SimAction, actionId: string | undefined): void {
  ruleOf(action).apply(world, resident, action.parameters, actionId)
}

/** The cast joins name and parameters again, which the union `SimAction` ties together but a table look-up loses. */
function ruleOf(action: SimAction) {
  return rules[action.name] as unknown as {
    check(world: World, resident: Resident, parameters: SimAction['parameters']): DistrictCode | undefined
    apply(world: World, resident: Resident, parameters: SimAction['parameters'], actionId: string | undefined): void
  }
}
