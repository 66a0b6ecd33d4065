import { isBankrupt } from '@civitas/districts/sim/economy/firm'
import type { BuildingState } from '@civitas/districts/sim/world'
import { isLastOfDay, privateFirms } from '../firms.ts'
import { type Case, describeWorst, type Gate, percent } from '../gate.ts'

const LEAST_PERCENT = 80

/**
 * Of all private firms that offer jobs and are in business, 80 of 100 have somebody on the roster when the last day ends: employment
 * alone does not see shops that nobody works in, because there are more places than people.
 */
export function firmsStaffed(): Gate {
  let [inBusiness, staffed] = [0, 0]
  let cases: Case[] = []
  return {
    onMinute(moment) {
      if (!isLastOfDay(moment)) return
      const firms = privateFirms(moment).filter(({ state }) => !isBankrupt(state))
      const empty = firms.filter(({ state }) => state.firm.staff.length === 0)
      inBusiness = firms.length
      staffed = inBusiness - empty.length
      cases = empty.map(({ building, state }) => ({
        day: moment.day,
        who: building.id,
        what: describe(state),
        rank: 0,
      }))
    },
    verdicts: () => [
      {
        what: 'private firms in business with somebody on the roster, after the last day',
        note: `${staffed} of ${inBusiness}`,
        reached: percent(staffed, inBusiness),
        limit: LEAST_PERCENT,
        atLeast: true,
        unit: '%',
        seen: describeWorst(cases),
      },
    ],
  }
}

function describe({ coins, firm }: BuildingState): string {
  return `nobody works there, ${firm.positions} wanted, ${coins} coins in the till`
}
