import type { CodeOf } from '@civitas/schema'
import { begin, takeUpWork } from '../people/activity.ts'
import { minuteOfDay, minutesLeft } from '../clock.ts'
import { hire, vacanciesOf } from '../economy/roster.ts'
import { incidentAt } from '../incidents/help.ts'
import { isOpen, onShift } from '../people/inside.ts'
import { MINUTE_MS } from '../limits.ts'
import { buildingOf, type Resident, type World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'

/**
 * Works for a wage by the city minute: at one's own job during the shift, else where a hand is missing, while the house is open.
 * Who has no job is taken on. Outdoors, at an incident, it is help.
 */
export const work: ActionRule<'work'> = {
  name: 'work',
  check: workRefusal,

  apply(world, resident, { minutes }, actionId) {
    if (resident.building < 0)
      return begin(world, resident, { activity: 'working', leftMs: minutes * MINUTE_MS, actionId })
    const { building } = buildingOf(world, resident.building)
    if (resident.job < 0) hire(world, resident, building)
    const own = resident.job === building.address && onShift(world, building)
    const end = minutesLeft(minuteOfDay(world.cityMs), own ? building.shiftTo : building.openTo)
    begin(world, resident, { activity: 'working', leftMs: Math.min(minutes, end) * MINUTE_MS, actionId })
    takeUpWork(world, resident)
  },

  targets: (world, resident) => (workRefusal(world, resident) ? undefined : []),
}

function workRefusal(world: World, resident: Resident): CodeOf<'work'> | undefined {
  if (resident.building < 0) return incidentAt(world, resident) ? undefined : 'not_inside'
  const { building, state } = buildingOf(world, resident.building)
  if (resident.job === building.address) return onShift(world, building) ? undefined : 'not_on_shift'
  if (building.jobs === 0) return 'no_job_here'
  if (!isOpen(world, building)) return 'closed'
  if (resident.job < 0) return vacanciesOf(world, building) > 0 ? undefined : 'no_job_here'
  const others = state.working - (resident.activity === 'working' ? 1 : 0)
  return others < state.firm.positions ? undefined : 'no_job_here'
}
