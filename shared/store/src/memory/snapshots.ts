import type { Snapshot, Snapshots } from '../ports/tick-log.ts'
import { snapshotsToKeep } from '../retention.ts'
import { type MemoryState, pair } from './state.ts'

export function memorySnapshots(state: MemoryState): Snapshots {
  const of = (branch: string, district: string) =>
    state.snapshots.filter((snapshot) => snapshot.branch === branch && snapshot.district === district)
  return {
    async save(snapshot) {
      const { branch, district, tick } = snapshot
      if (of(branch, district).some((known) => known.tick === tick)) return
      const committed = state.logs.get(pair(branch, district))?.ticks.find((row) => row.tick === tick)
      state.snapshots.push({ ...snapshot, bytes: snapshot.bytes.slice(), wallMs: committed?.wallMs ?? state.nowMs() })
    },

    async latest(branch, district, tick = Infinity) {
      let newest: (Snapshot & { wallMs: number }) | undefined
      for (const snapshot of of(branch, district)) {
        if (snapshot.tick <= tick && (!newest || snapshot.tick > newest.tick)) newest = snapshot
      }
      if (!newest) return undefined
      const { wallMs: _, ...snapshot } = newest
      return snapshot
    },

    async thin(branch, nowMs) {
      const districts = new Set(state.snapshots.filter((s) => s.branch === branch).map((s) => s.district))
      for (const district of districts) {
        const keep = snapshotsToKeep(of(branch, district), nowMs)
        const stays = (s: Snapshot) => s.branch !== branch || s.district !== district || keep.has(s.tick)
        state.snapshots = state.snapshots.filter(stays)
      }
    },
  }
}
