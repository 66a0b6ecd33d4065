import { type CodeOf, minutesLeft } from '@civitas/schema'
import { begin, goOnSite, takeUpWork } from '../people/activity.ts'
import { minuteOfDay } from '../clock.ts'
import { type Order, workSiteOf } from '../economy/builders.ts'
import { employerOf, hire, vacanciesOf } from '../economy/roster.ts'
import { giveNotice } from '../economy/staff.ts'
import { incidentAt } from '../incidents/help.ts'
import { isOpen, onShift } from '../people/inside.ts'
import { MINUTE_MS, PLOT_METRES } from '../limits.ts'
import { isWithin } from '../people/land.ts'
import { siteHere } from '../people/sites.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'

/**
 * Works for a wage by the city minute: at one's own job during the shift, else where a hand is missing, while the house is open.
 * Who has no job, or gives notice for it, is taken on. Outdoors, at an incident, it is help; near a site, building: for its owner, or for the firm that was hired for it.
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

/** Somebody's site that has work to do, and coins for who does it; where builders are at work only its owner lends them a hand. */
function payingSite(world: World, resident: Resident) {
  const here = siteHere(world, resident)
  if (!here || resident.plots.includes(here.plot.number)) return here
  return here.site.coins > 0 && !here.site.contract ? here : undefined
}

/** The site to which its firm sends it, if it stands there: whatever the hour. */
function siteOfFirm(world: World, resident: Resident): Order | undefined {
  const order = workSiteOf(world, resident)
  return order && isWithin(world, resident, order.plot, PLOT_METRES) ? order : undefined
}

function workOutdoors(world: World, resident: Resident, minutes: number, actionId: string | undefined): void {
  const leftMs = minutes * MINUTE_MS
  if (incidentAt(world, resident)) return begin(world, resident, { activity: 'working', leftMs, actionId })
  const order = siteOfFirm(world, resident)
  const employer = employerOf(world, resident)
  if (order && employer) {
    const end = minutesLeft(minuteOfDay(world.cityMs), employer.shiftTo)
    const stretch = { leftMs: Math.min(minutes, end) * MINUTE_MS, target: order.plot.number, actionId }
    begin(world, resident, { activity: 'working', ...stretch })
    return goOnSite(world, resident, employer)
  }
  const here = payingSite(world, resident)
  if (!here) return
  const target = here.plot.number
  begin(world, resident, { activity: 'building', leftMs, target, actionId })
  resident.workedMs = 0
  resident.earned = 0
}

function workRefusal(world: World, resident: Resident, changes = false): CodeOf<'work'> | undefined {
  if (resident.building < 0) return outdoorsRefusal(world, resident)
  const { building, state } = buildingOf(world, resident.building)
  if (resident.job === building.address) return onShift(world, building) ? undefined : 'not_on_shift'
  if (building.jobs === 0) return 'no_job_here'
  if (!isOpen(world, building)) return 'closed'
  if (resident.job < 0 || changes) return vacanciesOf(world, building) > 0 ? undefined : 'no_job_here'
  const others = state.working - (resident.activity === 'working' ? 1 : 0)
  return others < state.firm.positions ? undefined : 'no_job_here'
}

function outdoorsRefusal(world: World, resident: Resident): CodeOf<'work'> | undefined {
  if (incidentAt(world, resident)) return undefined
  const employer = employerOf(world, resident)
  if (employer && siteOfFirm(world, resident)) return onShift(world, employer) ? undefined : 'not_on_shift'
  return payingSite(world, resident) ? undefined : 'not_inside'
}
