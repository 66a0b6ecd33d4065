// Runs in a worker thread: decides whole batches. Keeps the maps it was given, so that they travel once per thread and revision.
import type { RoutineBatch, RoutineMap } from '@civitas/schema'
import { decideBatch } from '../minds/routine.ts'
import type { BatchAnswer } from './batch-answer.ts'
import { type Lexicon, lexiconOf, packDecisions } from './decision-columns.ts'

const districts = new Map<string, { map: RoutineMap; lexicon: Lexicon }>()

export function decideInWorker({ batch, map }: { batch: RoutineBatch; map?: RoutineMap }): BatchAnswer {
  if (map) districts.set(map.district, { map, lexicon: lexiconOf(map) })
  const known = districts.get(batch.district)
  if (known?.map.revision !== batch.revision) return { known: false }
  const { decisions, failed } = decideBatch(known.map, batch)
  return { known: true, decisions: packDecisions(known.lexicon, decisions), failed }
}
