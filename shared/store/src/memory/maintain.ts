import { ACTION_DAYS, COMMANDS_DONE_MS, dayOf, firstJournalDay, JOURNAL_DAYS, STREAM_DAYS } from '../retention.ts'
import type { MemoryState } from './state.ts'

/** Drops what a database drops, by the same days, so that nothing grows without end. */
export function maintainMemory(state: MemoryState, nowMs: number): void {
  const today = dayOf(nowMs)
  const snapshotsMs = newestSnapshots(state)
  const journalDay = firstJournalDay(nowMs, snapshotsMs)
  for (const log of state.logs.values()) log.ticks = log.ticks.filter((tick) => dayOf(tick.wallMs) >= journalDay)
  for (const [key, stream] of state.streams) {
    const kept = stream.filter(({ wallMs }) => dayOf(wallMs) >= today - STREAM_DAYS)
    if (kept.length > 0) state.streams.set(key, kept)
    else state.streams.delete(key)
  }
  for (const [id, row] of state.actions) if (dayOf(row.wallMs) < today - ACTION_DAYS) state.actions.delete(id)
  for (const [id, row] of state.texts) if (dayOf(row.wallMs) < today - JOURNAL_DAYS) state.texts.delete(id)
  for (const [id, row] of state.commands) {
    if (row.doneMs !== undefined && row.doneMs < nowMs - COMMANDS_DONE_MS) state.commands.delete(id)
  }
  for (const [id, row] of state.sessions) if (row.expiresMs < nowMs) state.sessions.delete(id)
}

/** Wall time of the newest snapshot of each district that ever ran; 0 for one that has none. */
function newestSnapshots(state: MemoryState): number[] {
  return [...state.logs.values()].map(({ branch, district }) =>
    Math.max(0, ...state.snapshots.filter((s) => s.branch === branch && s.district === district).map((s) => s.wallMs)),
  )
}
