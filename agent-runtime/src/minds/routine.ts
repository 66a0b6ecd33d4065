// The built-in mind: a list of urges in order of weight; the first that has an answer decides. Free, and the same every time. [DET-1]
import {
  ROUTINE_COLUMNS,
  type RoutineBatch,
  type RoutineDecision,
  type RoutineMap,
  type SimAction,
} from '@civitas/schema'
import { type Situation, situationOf } from './situation.ts'
import { eatFromBag, fendOffStarving, fetchLunch, fetchMeal, fetchSupper, stockUp } from './urges/eat.ts'
import { payBack } from './urges/lend.ts'
import { callFriend, keepAppointment } from './urges/meet.ts'
import { spendFreeTime } from './urges/leisure.ts'
import { seeTheDoctor } from './urges/heal.ts'
import { answerCall, dropEverything, lendAHand } from './urges/respond.ts'
import { tendLand } from './urges/property.ts'
import { takeShelter } from './urges/shelter.ts'
import { getReady } from './urges/morning.ts'
import { napWhenExhausted, sleepAtNight } from './urges/sleep.ts'
import { answerSpeaker, talkToNeighbour } from './urges/talk.ts'
import { takeBetterJob } from './urges/better-job.ts'
import { seekJob } from './urges/seek-job.ts'
import { goToWork } from './urges/work.ts'

type Urge = (situation: Situation) => SimAction | undefined

/** Strongest first. */
const urges: readonly Urge[] = [
  answerSpeaker,
  getReady,
  keepAppointment,
  eatFromBag,
  fendOffStarving,
  seeTheDoctor,
  napWhenExhausted,
  answerCall,
  payBack,
  talkToNeighbour,
  stockUp,
  fetchSupper,
  sleepAtNight,
  fetchLunch,
  goToWork,
  fetchMeal,
  seekJob,
  takeBetterJob,
  lendAHand,
  callFriend,
  tendLand,
  spendFreeTime,
]

/** Words go beside whatever one is doing [ACT-6]; a call of duty ends everything, an appointment a pastime, rain what is done in the open. */
const urgesWhileBusy: readonly Urge[] = [answerSpeaker, dropEverything, keepAppointment, takeShelter]

/** What the resident of row `row` does next, or `undefined` when nothing occurs to it. Pure. */
export function decide(map: RoutineMap, batch: RoutineBatch, row: number): RoutineDecision | undefined {
  const situation = situationOf(map, batch, row)
  for (const urge of situation.busy === 1 ? urgesWhileBusy : urges) {
    const action = urge(situation)
    if (action) return { resident: situation.resident, action }
  }
  return undefined
}

/** The decisions of a whole batch. A mind that throws decides nothing, is counted, and does not disturb the others. */
export function decideBatch(map: RoutineMap, batch: RoutineBatch): { decisions: RoutineDecision[]; failed: number } {
  const decisions: RoutineDecision[] = []
  let failed = 0
  const count = Math.trunc(batch.rows.length / ROUTINE_COLUMNS.length)
  for (let row = 0; row < count; row++) {
    try {
      const decision = decide(map, batch, row)
      if (decision) decisions.push(decision)
    } catch {
      failed++
    }
  }
  return { decisions, failed }
}
