import { isOnShift } from '../shift.ts'
import { type Case, describeWorst, eachBuiltIn, type Gate, nameOf, percent } from '../gate.ts'

const THREE_O_CLOCK = 180
const MUST_PERCENT = 95

/**
 * At 03:00 of every night, 95 of 100 sleep in their own beds. Counted is everybody but who is on shift at that minute: a night
 * worker sleeps by day. Who has no home, is on the way, or lies awake counts as not asleep.
 */
export function asleepAtNight(): Gate {
  const cases: Case[] = []
  let worst = 100
  return {
    onMinute(moment) {
      if (moment.minuteOfDay !== THREE_O_CLOCK) return
      let counted = 0
      let asleep = 0
      eachBuiltIn(moment, (resident, world) => {
        if (isOnShift(world, resident)) return
        counted += 1
        if (resident.activity === 'sleeping') asleep += 1
        else {
          const where = resident.building < 0 ? 'outdoors' : world.map.buildings[resident.building]?.id
          cases.push({ day: moment.day, who: nameOf(moment, resident), what: `${resident.activity} ${where}`, rank: 0 })
        }
      })
      worst = Math.min(worst, percent(asleep, counted))
    },
    verdicts: () => [
      {
        what: 'asleep at home at 03:00 of the worst night',
        reached: worst,
        limit: MUST_PERCENT,
        atLeast: true,
        unit: '%',
        seen: describeWorst(cases),
      },
    ],
  }
}
