import type { Gate, GateVerdict } from '../gate.ts'

/** Friendships that form in a week and a hundred residents, at the very least. */
const FORMED_PER_WEEK = 5
/** Before this day nobody has had time to drift apart. */
const FADING_DAYS = 14

/** Friendships form all the time, and some of them fade: within a fortnight somebody drifts apart from a friend. */
export function friendships(days: number): Gate {
  let formed = 0
  let faded = 0
  let residents = 0
  return {
    onTick({ city, facts }) {
      residents = Math.max(residents, city.names.size)
      for (const { fact } of facts) {
        if (fact.type === 'befriended') formed += 1
        if (fact.type === 'drifted_apart') faded += 1
      }
    },
    verdicts(): GateVerdict[] {
      const forming = {
        what: 'friendships that formed, per hundred residents and week',
        note: `${formed} in ${days} days`,
        reached: Math.round((formed * 7_000) / Math.max(1, residents * days)) / 10,
        limit: FORMED_PER_WEEK,
        atLeast: true,
        unit: 'friendships',
        seen: [],
      }
      const fading = {
        what: 'friendships that faded',
        reached: faded,
        limit: 1,
        atLeast: true,
        unit: 'friendships',
        seen: [],
      }
      return days < FADING_DAYS ? [forming] : [forming, fading]
    },
  }
}
