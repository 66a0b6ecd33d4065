// Pages of an agent's stream, joined: from the tail when it reaches back far enough, else from the store. [STR-2]
import type { Cursor } from '@civitas/schema'
import type { HubDeps } from './deps.ts'
import { type JoinedItem, type Joiner, Needs } from './joiner.ts'
import { MAX_REPLAYS_AT_ONCE } from './limits.ts'
import { Turnstile } from './pacer.ts'
import type { Tail } from './tail.ts'

export interface StreamPage {
  items: JoinedItem[]
  /** Something between the cursor and the first item is past its retention. */
  gap: boolean
}

export class StreamReader {
  private readonly turnstile = new Turnstile(MAX_REPLAYS_AT_ONCE)
  private readonly deps: Pick<HubDeps, 'store' | 'branch'>
  private readonly joiner: Joiner

  constructor(deps: Pick<HubDeps, 'store' | 'branch'>, joiner: Joiner) {
    this.deps = deps
    this.joiner = joiner
  }

  /** At most `limit` items after the cursor. Rejects when the store does not answer. */
  async page(resident: number, tail: Tail, after: Cursor, limit: number): Promise<StreamPage> {
    const recent = tail.after(after, limit)
    if (recent) return { items: recent, gap: false }
    return this.turnstile.pass(() => this.stored(resident, after, limit))
  }

  /** Whether the store has the item that the cursor names. Never rejects: without an answer it is believed. */
  async has(resident: number, { seq, tick }: Cursor): Promise<boolean> {
    const { store, branch } = this.deps
    const read = store.streams.read({ branch, resident, after: { seq: seq - 1, tick }, limit: 1 })
    return await read.then(
      ({ items }) => items[0]?.seq === seq,
      () => true,
    )
  }

  private async stored(resident: number, after: Cursor, limit: number): Promise<StreamPage> {
    const { store, branch } = this.deps
    const { items, gap } = await store.streams.read({ branch, resident, after, limit })
    const needs = new Needs()
    for (const item of items) needs.item(item)
    await this.joiner.prepare(needs)
    return { items: items.map((item) => this.joiner.item(item)), gap }
  }
}
