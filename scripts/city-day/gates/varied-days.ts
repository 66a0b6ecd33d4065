import { type Fact, MINUTES_PER_DAY, residentOf } from '@civitas/schema'
import { pastimeOf } from '@civitas/districts/sim/people/pastimes'
import type { Resident } from '@civitas/districts/sim/people/resident'
import { type Case, describeWorst, eachBuiltIn, type Gate, type Moment, nameOf, percent } from '../gate.ts'

const MUST_KINDS = 8
const MUST_PERCENT = 99

/** What a fact tells that its agent did. */
const kindOfFact: Partial<Record<Fact['type'], string>> = {
  said: 'talk',
  told: 'tell',
  waved: 'wave',
  bought: 'shop',
  sold: 'sell',
  gave: 'give',
  paid: 'pay',
  plot_claimed: 'buy land',
  price_set: 'set prices',
}

/**
 * Every resident does things of at least eight kinds on every day; one day in a hundred may be spent in bed, in a swoon or in misery. Kinds
 * are the activities (sleep, walk, eat, work, rest outdoors, play, study), the pastimes (reading, washing, fishing …) and the deeds that
 * take no time (talk, wave, shop, give …). Doing nothing, waiting and fainting are none.
 */
export function variedDays(): Gate {
  const done = new Map<number, Set<string>>()
  const cases: Case[] = []
  let least = Infinity
  let sum = 0
  let days = 0

  function endDay(moment: Moment): void {
    eachBuiltIn(moment, (resident) => {
      const kinds = done.get(resident.number)
      if (!kinds) return
      least = Math.min(least, kinds.size)
      sum += kinds.size
      days += 1
      if (kinds.size >= MUST_KINDS) return
      cases.push({
        day: moment.day,
        who: nameOf(moment, resident),
        what: `only ${[...kinds].join(', ')}`,
        rank: kinds.size,
      })
    })
    done.clear()
  }

  return {
    onTick({ facts }) {
      for (const { fact } of facts) {
        const kind = kindOfFact[fact.type]
        if (kind && 'agent_id' in fact) done.get(residentOf(fact.agent_id) ?? 0)?.add(kind)
      }
    },
    onMinute(moment) {
      eachBuiltIn(moment, (resident) => {
        const kinds = done.get(resident.number) ?? new Set()
        const kind = kindOfActivity(resident)
        if (kind) kinds.add(kind)
        done.set(resident.number, kinds)
      })
      if (moment.minute > 0 && moment.minute % MINUTES_PER_DAY === MINUTES_PER_DAY - 1) endDay(moment)
    },
    verdicts: () => [
      {
        what: 'days with 8 kinds of activity',
        note: `${(sum / days).toFixed(1)} kinds on average, ${least} on the dullest of ${days} days`,
        reached: percent(days - cases.length, days),
        limit: MUST_PERCENT,
        atLeast: true,
        unit: '%',
        seen: describeWorst(cases),
      },
    ],
  }
}

function kindOfActivity(resident: Resident): string | undefined {
  const { activity } = resident
  if (activity === 'waiting') return pastimeOf(resident)
  return activity === 'idle' || activity === 'fainted' ? undefined : activity
}
