import { isFirm } from '@civitas/districts/sim/economy/firm'
import type { LockstepCity } from '../../lockstep/lockstep-city.ts'
import { type Case, describeWorst, type Gate, percent } from '../gate.ts'

/** Of all firms, so many in a hundred may go bankrupt within a week: more pull each other down. */
const WEEK_PERCENT_MAX = 10
const WEEK_DAYS = 7

/** One firm may fail, and another may: no week sees a tenth of all firms go bankrupt, one drawing the next after it. */
export function bankruptcies(city: LockstepCity): Gate {
  const firms = city.worlds.reduce((sum, { map }) => sum + map.buildings.filter(isFirm).length, 0)
  const cases: Case[] = []
  return {
    onTick({ day, facts }) {
      for (const { fact } of facts) {
        if (fact.type === 'bankrupt') cases.push({ day, who: fact.building, what: 'went bankrupt', rank: 0 })
      }
    },
    verdicts() {
      const weeks = cases.map(({ day: last }) => {
        return cases.filter(({ day }) => day <= last && day > last - WEEK_DAYS).length
      })
      return [
        {
          what: 'firms that went bankrupt in the worst week',
          note: `${cases.length} of ${firms} in all`,
          reached: percent(Math.max(0, ...weeks), firms),
          limit: WEEK_PERCENT_MAX,
          unit: '%',
          seen: describeWorst(cases),
        },
      ]
    },
  }
}
