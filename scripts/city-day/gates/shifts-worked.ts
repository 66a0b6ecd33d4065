import type { Building } from '@civitas/districts/sim/city/city'
import type { Resident } from '@civitas/districts/sim/people/resident'
import type { World } from '@civitas/districts/sim/world'
import { type Case, clockTime, describeWorst, eachBuiltIn, type Gate, type Moment, nameOf, percent } from '../gate.ts'
import { isKeptFromWork, isTaken } from '../incidents.ts'
import { isOnShift, workplaceOf, worksFor } from '../shift.ts'

const MUST_PERCENT = 80
/** Of all shifts, in percent. */
const SHIFTS_PERCENT = 99.5
const SHIFTS_PERCENT_BRIEFLY = 98
const WEEK = 7
/** What the way back from a call may take: once across the district. */
const RETURN_MINUTES = 60
/** So long the first morning is no measure. */
const FIRST_MINUTES = 60

interface Shift {
  workplace: Building
  who: string
  minutes: number
  worked: number
  /** Minutes in which it could not, or would not for a reason that all know. */
  excused: number
  /** Minutes since a call ended from which it has not come back yet, -1 when it has. */
  returning: number
}

/**
 * Of each shift, 80 of 100 minutes are worked: between the shift's first and last minute the resident works at its own workplace, or where that builds; builders on the way to a site are at work.
 * One shift in two hundred may go wrong, for that is what stories are made of: somebody oversleeps, faints, is held up by snow. A run of less
 * than a week has too few shifts for that and may lose two. A shift counts when the resident held the job through all of it and it ended
 * while we watched. Minutes of a strike, of a call to a fire or a search, of a workplace that burns, and of the way back from each are not owed, and a shift of which
 * they took half is none. The first morning puts people anywhere: what began before its second hour does not count.
 */
export function shiftsWorked(days: number): Gate {
  const running = new Map<number, Shift>()
  const cases: Case[] = []
  let shifts = 0
  let worst = 100

  function begin(moment: Moment, resident: Resident, workplace: Building): Shift {
    // One that runs when we come never gets whole.
    const minutes = moment.minute < FIRST_MINUTES ? -Infinity : 0
    return { workplace, who: nameOf(moment, resident), minutes, worked: 0, excused: 0, returning: -1 }
  }

  function end(moment: Moment, resident: number, { workplace, who, minutes, worked, excused }: Shift): void {
    running.delete(resident)
    if (minutes < workplace.shiftTo - workplace.shiftFrom) return
    const owed = minutes - excused
    if (owed < minutes / 2) return
    const share = Math.min(100, percent(worked, owed))
    shifts += 1
    worst = Math.min(worst, share)
    if (share >= MUST_PERCENT) return
    const hours = `${clockTime(workplace.shiftFrom)}–${clockTime(workplace.shiftTo)}`
    cases.push({ day: moment.day, who, what: `${share} % of ${hours} at ${workplace.id}`, rank: share })
  }

  return {
    onMinute(moment) {
      eachBuiltIn(moment, (resident, world) => {
        const known = running.get(resident.number)
        const workplace = workplaceOf(world, resident)
        if (!workplace || !isOnShift(world, resident)) {
          if (known) end(moment, resident.number, known)
          return
        }
        const shift = known?.workplace === workplace ? known : begin(moment, resident, workplace)
        shift.minutes += 1
        const works = worksFor(world, resident, workplace)
        if (works) shift.worked += 1
        if (isExcused(moment, { world, resident, shift }) && !works) shift.excused += 1
        running.set(resident.number, shift)
      })
    },
    verdicts: () => [
      {
        what: 'shifts of which 80 % was worked',
        note: `of ${shifts}, the worst ${worst} %`,
        reached: percent(shifts - cases.length, shifts),
        limit: days < WEEK ? SHIFTS_PERCENT_BRIEFLY : SHIFTS_PERCENT,
        atLeast: true,
        unit: '%',
        seen: describeWorst(cases),
      },
    ],
  }
}

/** While it is taken, or cannot get in; and on the way back. */
function isExcused({ city }: Moment, of: { world: World; resident: Resident; shift: Shift }): boolean {
  const { world, resident, shift } = of
  if (isTaken(world, resident) || isKeptFromWork(city, world, resident)) {
    shift.returning = 0
    return true
  }
  const inside = world.map.buildings[resident.building]
  if (shift.returning < 0 || inside === shift.workplace) {
    shift.returning = -1
    return false
  }
  shift.returning += 1
  return shift.returning <= RETURN_MINUTES
}
