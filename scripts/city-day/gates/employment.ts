import { MINUTES_PER_DAY } from '@civitas/schema'
import { type Case, describeWorst, eachBuiltIn, type Gate, percent } from '../gate.ts'

const LEAST_PERCENT = 80
const MOST_PERCENT = 98

/**
 * Of all residents with a built-in mind, between 80 and 98 of 100 have a job when the last day ends: nobody is too old or too young to
 * work here. Below, the economy starves its people; above, nobody is left to be hired.
 */
export function employment(days: number): Gate {
  let reached = 0
  const cases: Case[] = []
  return {
    onMinute(moment) {
      if (moment.minute % MINUTES_PER_DAY !== MINUTES_PER_DAY - 1) return
      let people = 0
      let employed = 0
      eachBuiltIn(moment, ({ job }) => {
        people += 1
        if (job >= 0) employed += 1
      })
      reached = percent(employed, people)
      cases.push({ day: moment.day, who: 'all', what: `${employed} of ${people} have a job`, rank: moment.day - days })
    },
    verdicts: () => [
      {
        what: 'employed after the last day, at least',
        reached,
        limit: LEAST_PERCENT,
        atLeast: true,
        unit: '%',
        seen: describeWorst(cases),
      },
      {
        what: 'employed after the last day, at most',
        reached,
        limit: MOST_PERCENT,
        unit: '%',
        seen: describeWorst(cases),
      },
    ],
  }
}
