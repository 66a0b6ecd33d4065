// Test support: true positions of the last steps, so that a picture can be compared with the step that it shows.
import type { PositionsAnswer, PositionsQuery } from '@civitas/schema'
import { positions, type World } from '../sim/index.ts'

/** Steps kept: twenty seconds. */
const STEPS_KEPT = 200

export class PositionRing {
  private readonly steps = new Map<number, ReturnType<typeof positions>>()

  note(step: number, world: World): void {
    this.steps.set(step, positions(world))
    this.steps.delete(step - STEPS_KEPT)
  }

  answer({ step }: PositionsQuery): PositionsAnswer {
    const kept = [...this.steps.keys()]
    const newest = Math.max(0, ...kept)
    const oldest = kept.length === 0 ? 0 : Math.min(...kept)
    const found = this.steps.get(step ?? newest)
    return { newest, oldest, step: step ?? newest, ...(found && { positions: found }) }
  }
}
