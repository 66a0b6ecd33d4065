import { COMMANDS_DONE_MS } from '../retention.ts'
import type { Caps } from '../storage.ts'
import type { MemoryState } from './state.ts'
import { trimMemory } from './storage.ts'

/** Drops what a database drops, so that nothing grows without end. */
export function maintainMemory(state: MemoryState, caps: Caps, nowMs: number): void {
  trimMemory(state, caps, nowMs)
  for (const [id, row] of state.commands) {
    if (row.doneMs !== undefined && row.doneMs < nowMs - COMMANDS_DONE_MS) state.commands.delete(id)
  }
  for (const [id, row] of state.sessions) if (row.expiresMs < nowMs) state.sessions.delete(id)
}
