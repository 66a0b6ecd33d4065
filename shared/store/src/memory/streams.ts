import type { ActionLog, Streams, Texts } from '../ports/tick-log.ts'
import { STREAM_RETENTION_ITEMS, STREAM_RETENTION_MS } from '../retention.ts'
import { type MemoryState, pair } from './state.ts'
import { logsOf } from './tick-log.ts'

export function memoryStreams(state: MemoryState): Streams {
  return {
    async read({ branch, resident, after, limit }) {
      const stream = state.streams.get(pair(branch, resident)) ?? []
      const lastSeq = state.streamEnds.get(pair(branch, resident)) ?? 0
      const newestMs = Math.max(0, ...logsOf(state, branch).map((log) => log.head.wallMs))
      const kept = stream.filter(
        ({ item, wallMs }) =>
          item.seq > after.seq &&
          item.seq > lastSeq - STREAM_RETENTION_ITEMS &&
          wallMs > newestMs - STREAM_RETENTION_MS,
      )
      const items = kept.slice(0, limit).map(({ item }) => item)
      const first = items[0]
      return { items, gap: first ? first.seq > after.seq + 1 : lastSeq > after.seq }
    },
  }
}

export function memoryActions(state: MemoryState): ActionLog {
  return {
    async find(branch, actionIds) {
      const found: Awaited<ReturnType<ActionLog['find']>> = new Map()
      for (const id of actionIds) {
        const row = state.actions.get(pair(branch, id))
        if (!row) continue
        const { seq, tick, key, status, code, reason } = row.item
        const why = { ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) }
        found.set(id, { resident: row.resident, seq, tick, key, status, ...why })
      }
      return found
    },
  }
}

export function memoryTexts(state: MemoryState): Texts {
  return {
    async get(ids) {
      const found = new Map<string, string>()
      for (const id of ids) {
        const text = state.texts.get(id)
        if (text) found.set(id, text.text)
      }
      return found
    },
  }
}
