// The built-in minds as a district's host sees them: small batches decided on the spot, big ones in a thread.
import type { RoutineBatch, RoutineDecision, RoutineMap, RoutineMinds } from '@civitas/schema'
import { ROUTINE_COLUMNS } from '@civitas/schema'
import type { Events } from '../events.ts'
import type { WorkerPool } from '../pool/worker-pool.ts'
import { decideBatch } from './routine.ts'

export class PooledRoutineMinds implements RoutineMinds {
  private readonly maps = new Map<string, RoutineMap>()
  private readonly pool: Pick<WorkerPool, 'decide'>
  private readonly events: Events
  private readonly inlineRowsMax: number

  constructor(deps: { pool: Pick<WorkerPool, 'decide'>; events: Events }, inlineRowsMax: number) {
    this.pool = deps.pool
    this.events = deps.events
    this.inlineRowsMax = inlineRowsMax
  }

  prepare(map: RoutineMap): Promise<void> {
    this.maps.set(map.district, map)
    return Promise.resolve()
  }

  async decide(batch: RoutineBatch): Promise<RoutineDecision[]> {
    const map = this.maps.get(batch.district)
    if (!map) {
      this.events.batchFailed(batch, new Error('no map was prepared'))
      return []
    }
    const inline = batch.rows.length <= this.inlineRowsMax * ROUTINE_COLUMNS.length
    const startMs = performance.now()
    try {
      const { decisions, failed } = inline ? decideBatch(map, batch) : await this.pool.decide(map, batch)
      this.events.batchDecided({ inline, decisions: decisions.length, failed, ms: performance.now() - startMs })
      return decisions
    } catch (error) {
      this.events.batchFailed(batch, error)
      return []
    }
  }
}
