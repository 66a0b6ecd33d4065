import { MINUTES_PER_DAY, residentOf } from '@civitas/schema'
import { pastimeOf } from '@civitas/districts/sim/people/pastimes'
import type { Resident } from '@civitas/districts/sim/people/resident'
import { isTaken } from '../incidents.ts'
import { type Case, clockTime, describeWorst, eachBuiltIn, type Gate, nameOf } from '../gate.ts'

const IDLE_MINUTES_MAX = 30

/**
 * Nobody who is awake stands about for more than 30 city minutes on end. Idle is who does nothing, or waits without a pastime; pauses
 * between one wait and the next do not end the spell, a word to somebody does. A picket line is no idleness.
 */
export function nobodyIdles(): Gate {
  const idleFor = new Map<number, number>()
  const cases: Case[] = []
  let longest = 0
  let spells = 0
  return {
    onTick({ facts }) {
      for (const { fact } of facts) {
        if (fact.type === 'said' || fact.type === 'told' || fact.type === 'waved')
          idleFor.delete(residentOf(fact.agent_id) ?? 0)
      }
    },
    onMinute(moment) {
      eachBuiltIn(moment, (resident, world) => {
        if (!isIdle(resident) || isTaken(world, resident)) return void idleFor.delete(resident.number)
        const minutes = (idleFor.get(resident.number) ?? 0) + 1
        idleFor.set(resident.number, minutes)
        longest = Math.max(longest, minutes)
        if (minutes !== IDLE_MINUTES_MAX + 1) return
        spells += 1
        const where = resident.building < 0 ? 'outdoors' : world.map.buildings[resident.building]?.id
        const what = `${resident.activity} ${where} since ${clockTime((moment.minuteOfDay - minutes + MINUTES_PER_DAY) % MINUTES_PER_DAY)}`
        cases.push({ day: moment.day, who: nameOf(moment, resident), what, rank: spells })
      })
    },
    verdicts: () => [
      {
        what: 'longest that anybody stood idle',
        note: `${spells} spells too long`,
        reached: longest,
        limit: IDLE_MINUTES_MAX,
        unit: 'minutes',
        seen: describeWorst(cases),
      },
    ],
  }
}

function isIdle(resident: Resident): boolean {
  return resident.activity === 'idle' || (resident.activity === 'waiting' && !pastimeOf(resident))
}
