// Numbers on messages: each publisher counts per topic from 1, so that receivers see what is missing and what came twice.
import { MAX_PUBLISHERS } from '../limits.ts'

/** Of what this process publishes. Topics are those of the city's districts: few, and they stay. */
export class OutgoingNumbers {
  private readonly topics = new Map<string, { number: number; isFresh: boolean; isOwed: boolean }>()

  next(topic: string): number {
    const known = this.topics.get(topic)
    if (!known) {
      this.topics.set(topic, { number: 1, isFresh: true, isOwed: true })
      return 1
    }
    known.isFresh = true
    known.isOwed = true
    return ++known.number
  }

  /** Topics that were silent since the call before, and whose last number was not told since: called once an interval. */
  takeSilent(): { topic: string; number: number }[] {
    const silent: { topic: string; number: number }[] = []
    for (const [topic, state] of this.topics) {
      if (state.isOwed && !state.isFresh) {
        state.isOwed = false
        silent.push({ topic, number: state.number })
      }
      state.isFresh = false
    }
    return silent
  }

  /** All are told anew, at the next silence: what was on its way when the connection broke may be lost. */
  oweAll(): void {
    for (const state of this.topics.values()) state.isOwed = true
  }
}

/** Of what this process hears, per publisher and topic. */
export class IncomingNumbers {
  private readonly publishers = new Map<string, Map<string, number>>()

  /** What message `number` is: the next one, one that was there already, or one before which something is missing. */
  take(sender: string, topic: string, number: number): 'next' | 'repeated' | 'gap' {
    const topics = this.topicsOf(sender)
    const last = topics.get(topic) ?? 0
    if (number <= last) return 'repeated'
    topics.set(topic, number)
    return number === last + 1 ? 'next' : 'gap'
  }

  /** Whether something before or at `number` is missing. */
  mark(sender: string, topic: string, number: number): boolean {
    const topics = this.topicsOf(sender)
    const isMissing = number > (topics.get(topic) ?? 0)
    if (isMissing) topics.set(topic, number)
    return isMissing
  }

  /** Its process is gone; another life has another name. */
  forget(sender: string): void {
    this.publishers.delete(sender)
  }

  private topicsOf(sender: string): Map<string, number> {
    const known = this.publishers.get(sender)
    if (known) return known
    if (this.publishers.size >= MAX_PUBLISHERS) {
      const [oldest] = this.publishers.keys()
      if (oldest !== undefined) this.publishers.delete(oldest)
    }
    const created = new Map<string, number>()
    this.publishers.set(sender, created)
    return created
  }
}
