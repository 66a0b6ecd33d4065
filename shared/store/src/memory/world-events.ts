import { eventCommandId, type WorldEvents } from '../ports/world-events.ts'
import { addCommand } from './city.ts'
import { type MemoryState, pair } from './state.ts'

export function memoryWorldEvents(state: MemoryState): WorldEvents {
  const rows = (branch: string) => [...state.worldEvents.values()].filter((row) => row.branch === branch)
  return {
    async add(branch, events) {
      for (const event of events) {
        const key = pair(branch, event.id)
        if (!state.worldEvents.has(key)) state.worldEvents.set(key, { ...event, branch, isHandedOver: false })
      }
    },

    async due(branch, cityMs, limit) {
      return rows(branch)
        .filter(({ isHandedOver, dueMs }) => !isHandedOver && dueMs <= cityMs)
        .toSorted((a, b) => a.dueMs - b.dueMs || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(({ id, dueMs, targets, event }) => ({ id, dueMs, targets, event }))
    },

    async handOver(branch, id) {
      const row = state.worldEvents.get(pair(branch, id))
      if (!row || row.isHandedOver) return false
      row.isHandedOver = true
      for (const district of row.targets) {
        const command = { kind: 'world_event', event_id: id, event: row.event } as const
        addCommand(state, branch, district, eventCommandId(branch, id, district), command)
      }
      return true
    },

    async forget(branch, cityMs) {
      for (const { id, isHandedOver, dueMs } of rows(branch)) {
        if (isHandedOver && dueMs < cityMs) state.worldEvents.delete(pair(branch, id))
      }
    },
  }
}
