import { isBankrupt } from '@civitas/districts/sim/economy/firm'
import { BROKE_DAYS } from '@civitas/districts/sim/limits'
import type { BuildingState } from '@civitas/districts/sim/world'
import { isLastOfDay, privateFirms } from '../firms.ts'
import { type Case, describeWorst, type Gate, percent } from '../gate.ts'

const MOST_PERCENT = 10

/**
 * Of all private firms that offer jobs, on no day more than 10 of 100 are closed, or are broke for so long that they would be if the city
 * let more than a few close at a time: that cap must not hide how many fail.
 */
export function firmsClosed(): Gate {
  const cases: Case[] = []
  let worst = 0
  return {
    onMinute(moment) {
      if (!isLastOfDay(moment)) return
      const firms = privateFirms(moment).map(({ state }) => state)
      const closed = firms.filter(isBankrupt).length
      const held = firms.filter(isHeldOpen).length
      worst = Math.max(worst, percent(closed + held, firms.length))
      const what = `${closed} closed and ${held} held open by the cap, of ${firms.length}`
      cases.push({ day: moment.day, who: 'all', what, rank: -closed - held })
    },
    verdicts: () => [
      {
        what: 'private firms closed or held open by the cap alone, on the worst day',
        note: describeWorst(cases)[0] ?? 'no day was watched',
        reached: worst,
        limit: MOST_PERCENT,
        unit: '%',
        seen: describeWorst(cases),
      },
    ],
  }
}

/** It met the rule for closing last midnight. */
function isHeldOpen(state: BuildingState): boolean {
  return !isBankrupt(state) && state.firm.brokeDays >= BROKE_DAYS
}
