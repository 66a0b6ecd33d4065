// Keeps a memory store within the caps, by the same spans and decisions as a database; sizes are those of the rows as JSON.
import { must } from '@civitas/kit'
import {
  beginsSpan,
  type Caps,
  firstSpanKept,
  snapshotsOverCap,
  SPANNED,
  type SpannedStore,
  STORAGE,
  type StorageState,
  storageState,
} from '../storage.ts'
import { trimDigests } from './digests.ts'
import { type MemoryState, newSpan, type Spanned } from './state.ts'

export function trimMemory(state: MemoryState, caps: Caps, nowMs: number): StorageState {
  const newest = must(state.spans.at(-1), 'a span')
  if (beginsSpan(newest, caps, nowMs)) state.spans.push(newSpan(newest.number + 1, nowMs))
  const needed = neededSpan(state)
  for (const store of SPANNED) {
    const own = state.spans.map((span) => ({ ...span, bytes: span.bytes[store] }))
    const limits = { keptMs: STORAGE[store].keptMs, capBytes: caps[store], nowMs }
    const first = firstSpanKept(own, store === 'journal' && needed !== undefined ? { ...limits, needed } : limits)
    drop(state, store, first)
    for (const span of state.spans) if (span.number < first) span.bytes[store] = 0
  }
  const oldest = Math.min(needed ?? Infinity, ...state.spans.filter(isUsed).map(({ number }) => number))
  state.spans = state.spans.filter(({ number }, index, all) => number >= oldest || index === all.length - 1)
  const snapshots = state.snapshots.map((snapshot) => ({ ...snapshot, of: snapshot, bytes: snapshot.bytes.length }))
  const dropped = new Set(snapshotsOverCap(snapshots, caps.snapshots).map(({ of }) => of))
  state.snapshots = state.snapshots.filter((snapshot) => !dropped.has(snapshot))
  trimDigests(state, caps.digests)
  const report = storageState(bytesOf(state), caps)
  state.isFull = report.isFull
  return report
}

function isUsed({ bytes }: { bytes: Record<SpannedStore, number> }): boolean {
  return SPANNED.some((store) => bytes[store] > 0)
}

function drop(state: MemoryState, store: SpannedStore, first: number): void {
  const stays = ({ span }: Spanned) => span >= first
  switch (store) {
    case 'journal':
      for (const log of state.logs.values()) log.ticks = log.ticks.filter(stays)
      return
    case 'texts':
      for (const [id, row] of state.texts) if (!stays(row)) state.texts.delete(id)
      return
    case 'streams':
      for (const [key, items] of state.streams) {
        const kept = items.filter(stays)
        if (kept.length > 0) state.streams.set(key, kept)
        else state.streams.delete(key)
      }
      return
    case 'actions':
      for (const [id, row] of state.actions) if (!stays(row)) state.actions.delete(id)
  }
}

/** First span of the journal from which a recovery reads: that of the newest snapshot of each district, or of its first tick. */
function neededSpan(state: MemoryState): number | undefined {
  let needed: number | undefined
  for (const { branch, district, ticks } of state.logs.values()) {
    const own = state.snapshots.filter((s) => s.branch === branch && s.district === district)
    const newest = Math.max(0, ...own.map(({ tick }) => tick))
    const span = ticks.find(({ tick }) => tick >= newest)?.span
    if (span !== undefined) needed = Math.min(needed ?? span, span)
  }
  return needed
}

function bytesOf(state: MemoryState) {
  const bytes = { journal: 0, texts: 0, streams: 0, actions: 0 }
  for (const span of state.spans) for (const store of SPANNED) bytes[store] += span.bytes[store]
  const snapshots = state.snapshots.reduce((sum, { bytes: { length } }) => sum + length, 0)
  const digests = JSON.stringify([...state.digests.values()]).length
  const { accounts, sessions, agents, keys, commands, buildings, plots, books, worldEvents } = state
  const registers = [accounts, sessions, agents, keys, commands, buildings, plots, books, worldEvents]
  const rows = registers.map((map) => [...map.values()])
  return { ...bytes, snapshots, digests, registers: JSON.stringify(rows).length }
}
