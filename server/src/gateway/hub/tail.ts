// The newest items of one agent, joined, so that polls and short catch-ups need no store.
import type { Cursor } from '@civitas/schema'
import type { JoinedItem } from './joiner.ts'
import { TAIL_ITEMS } from './limits.ts'

export class Tail {
  /** Without holes: each `seq` is one more than the one before. */
  private items: JoinedItem[] = []

  /** The newest item's number, 0 when nothing is held. */
  get head(): number {
    return this.items.at(-1)?.seq ?? 0
  }

  /** Adds the next live item. One that was seen is ignored; after a hole the tail starts anew. */
  push(item: JoinedItem): void {
    if (item.seq <= this.head) return
    if (item.seq !== this.head + 1) this.items = []
    this.items.push(item)
    if (this.items.length > TAIL_ITEMS) this.items.shift()
  }

  /** Forgets everything: something newer was committed than what is held. */
  clear(): void {
    this.items = []
  }

  /** Items after the cursor, `undefined` when the tail does not reach back to it or does not know it. */
  after(cursor: Pick<Cursor, 'seq'>, limit: number): JoinedItem[] | undefined {
    const first = this.items[0]
    if (!first || cursor.seq + 1 < first.seq || cursor.seq > this.head) return undefined
    const from = cursor.seq + 1 - first.seq
    return this.items.slice(from, from + limit)
  }

  result(actionId: string): JoinedItem | undefined {
    return this.items.find(
      ({ item }) => item['type'] === 'result' && 'action_id' in item && item.action_id === actionId,
    )
  }
}
