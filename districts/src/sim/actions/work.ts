import type { CodeOf } from '@civitas/schema'
import { begin, takeUpWork } from '../people/activity.ts'
import { minuteOfDay, minutesLeft } from '../clock.ts'
import { hire, vacanciesOf } from '../economy/roster.ts'
import { giveNotice } from '../economy/staff.ts'
import { incidentAt } from '../incidents/help.ts'
import { isOpen, onShift } from '../people/inside.ts'
import { MINUTE_MS } from '../limits.ts'
import { siteHere } from '../people/sites.ts'
import { buildingOf, type Resident, type World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'

/**
 * Works for a wage by the city minute: at one's own job during the shift, else where a hand is missing, while the house is open.
 * Who has no job, or gives notice for it, is taken on. Outdoors, at an incident, it is help; near a site, building.
 */
export const work: ActionRule<'work'> = {
  name: 'work',
  check: (world, resident, { change_job: changes }) => workRefusal(world, resident, changes),

  apply(world, resident, { minutes, change_job: changes }, actionId) {
    if (resident.building < 0) return workOutdoors(world, resident, minutes, actionId)
    const { building } = buildingOf(world, resident.building)
    if (changes && resident.job >= 0 && resident.job !== building.address) giveNotice(world, resident, building)
    if (resident.job < 0) hire(world, resident, building)
    const own = resident.job === building.address && onShift(world, building)
    const end = minutesLeft(minuteOfDay(world.cityMs), own ? building.shiftTo : building.openTo)
    begin(world, resident, { activity: 'working', leftMs: Math.min(minutes, end) * MINUTE_MS, actionId })
    takeUpWork(world, resident)
  },

  targets: (world, resident) => (workRefusal(world, resident) ? undefined : []),
}

/** Somebody's site that has work to do, and coins for who does it. */
function payingSite(world: World, resident: Resident) {
  const here = siteHere(world, resident)
  return here && (here.site.coins > 0 || resident.plots.includes(here.plot.number)) ? here : undefined
}

function workOutdoors(world: World, resident: Resident, minutes: number, actionId: string | undefined): void {
  const leftMs = minutes * MINUTE_MS
  if (incidentAt(world, resident)) return begin(world, resident, { activity: 'working', leftMs, actionId })
  const here = payingSite(world, resident)
  if (!here) return
  const target = here.plot.number
  begin(world, resident, { activity: 'building', leftMs, target, actionId })
  resident.workedMs = 0
  resident.earned = 0
}

function workRefusal(world: World, resident: Resident, changes = false): CodeOf<'work'> | undefined {
  if (resident.building < 0)
    return incidentAt(world, resident) || payingSite(world, resident) ? undefined : 'not_inside'
  const { building, state } = buildingOf(world, resident.building)
  if (resident.job === building.address) return onShift(world, building) ? undefined : 'not_on_shift'
  if (building.jobs === 0) return 'no_job_here'
  if (!isOpen(world, building)) return 'closed'
  if (resident.job < 0 || changes) return vacanciesOf(world, building) > 0 ? undefined : 'no_job_here'
  const others = state.working - (resident.activity === 'working' ? 1 : 0)
  return others < state.firm.positions ? undefined : 'no_job_here'
}
