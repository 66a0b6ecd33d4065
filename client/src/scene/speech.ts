// Who is saying what right now: words stay above a head for as long as they take to read. Pure: time comes in.
import type { FeedItem } from '../net/feed.ts'

/** Reading time: a base, and more per character, to a limit. Real ms. */
const BASE_MS = 3_000
const PER_CHARACTER_MS = 45
const LONGEST_MS = 9_000
/** Speakers remembered at once. */
const MOST = 200

export interface Utterance {
  resident: number
  text: string
  /** The building it was said in, if not outside. */
  building: string | undefined
  until: number
}

export class Speech {
  private readonly spoken = new Map<number, Utterance>()

  /** Later words of the same speaker replace earlier ones. */
  hear(item: Pick<FeedItem, 'resident' | 'speech' | 'building'>, nowMs: number): void {
    if (item.resident === undefined || !item.speech) return
    const stays = Math.min(LONGEST_MS, BASE_MS + item.speech.length * PER_CHARACTER_MS)
    this.spoken.delete(item.resident)
    this.spoken.set(item.resident, {
      resident: item.resident,
      text: item.speech,
      building: item.building,
      until: nowMs + stays,
    })
    if (this.spoken.size > MOST) {
      const oldest = this.spoken.keys().next().value
      if (oldest !== undefined) this.spoken.delete(oldest)
    }
  }

  /** What is still in the air, oldest first. */
  now(nowMs: number): Utterance[] {
    for (const [resident, { until }] of this.spoken) if (until <= nowMs) this.spoken.delete(resident)
    return [...this.spoken.values()]
  }
}
