// Asks the built-in minds once a tick and keeps their decisions for the first boundary at which they are present. [DET-2]
import type { DecisionInput, RoutineBatch, RoutineDecision, RoutineMap, RoutineMinds } from '@civitas/schema'

export class RoutineDesk {
  private readonly minds: RoutineMinds
  private present: RoutineDecision[] = []
  private map: RoutineMap | undefined
  private thinking: Promise<void> | undefined

  constructor(minds: RoutineMinds) {
    this.minds = minds
  }

  /** Sends the map; before the first batch. */
  prepare(map: RoutineMap): Promise<void> {
    this.map = map
    return this.minds.prepare(map)
  }

  /** Sends the map anew when something was built. `current` answers the one it is given when that still holds. */
  keepUp(current: (known: RoutineMap) => RoutineMap): void {
    const fresh = this.map && current(this.map)
    if (fresh && fresh !== this.map) void this.prepare(fresh)
  }

  /** `false` when the minds still think about an earlier tick: then this one is left out. */
  ask(batch: RoutineBatch): boolean {
    if (this.thinking) return false
    this.thinking = this.think(batch).finally(() => (this.thinking = undefined))
    return true
  }

  /** Resolves when no mind thinks any more: lockstep runs wait for it before each boundary. [DET-2] */
  async idle(): Promise<void> {
    await this.thinking
  }

  /** The decisions that are present at this boundary. `firstSequence` follows the last action's. */
  take(firstSequence: number): DecisionInput[] {
    const decisions = this.present
    this.present = []
    return decisions.map(({ resident, action }, index) => ({
      type: 'decision',
      resident,
      action,
      sequence: firstSequence + index,
    }))
  }

  /** Minds do not reject; if one does all the same, the city goes on without this round of decisions. */
  private async think(batch: RoutineBatch): Promise<void> {
    const decisions = await this.minds.decide(batch).catch(() => [])
    this.present.push(...decisions)
  }
}
