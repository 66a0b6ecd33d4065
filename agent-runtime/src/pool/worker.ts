// Runs in a worker thread: decides whole batches. Keeps the maps it was given, so that they travel once per thread.
import type { RoutineBatch, RoutineMap } from '@civitas/schema'
import { decideBatch } from '../minds/routine.ts'
import type { BatchAnswer } from './batch-answer.ts'

const maps = new Map<string, RoutineMap>()

export function decideInWorker({ batch, map }: { batch: RoutineBatch; map?: RoutineMap }): BatchAnswer {
  if (map) maps.set(map.district, map)
  const known = maps.get(batch.district)
  return known ? { known: true, ...decideBatch(known, batch) } : { known: false }
}
