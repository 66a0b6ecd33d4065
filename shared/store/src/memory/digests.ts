import type { Digests } from '../ports/digests.ts'
import type { TickCommit } from '../ports/tick-log.ts'
import { digestDaysOverCap } from '../storage.ts'
import { type MemoryState, pair } from './state.ts'

/** A day of a district is told once. */
export function applyDigest(state: MemoryState, { branch, district, digest }: TickCommit): void {
  if (!digest) return
  const key = pair(branch, `${district}/${digest.day}`)
  if (!state.digests.has(key)) state.digests.set(key, { branch, district, digest })
}

export function memoryDigests(state: MemoryState): Digests {
  const rows = (branch: string) => [...state.digests.values()].filter((row) => row.branch === branch)
  return {
    async read(branch, from, to) {
      return rows(branch)
        .filter(({ digest: { day } }) => day >= from && day <= to)
        .toSorted((a, b) => a.digest.day - b.digest.day || (a.district < b.district ? -1 : 1))
        .map(({ district, digest }) => ({ district, digest }))
    },

    async newestDay(branch) {
      const days = rows(branch).map(({ digest }) => digest.day)
      return days.length === 0 ? undefined : Math.max(...days)
    },
  }
}

export function trimDigests(state: MemoryState, capBytes: number): void {
  const days = [...state.digests].map(([key, { branch, digest }]) => {
    return { key, branch, day: digest.day, bytes: JSON.stringify(digest).length }
  })
  for (const { key } of digestDaysOverCap(days, capBytes)) state.digests.delete(key)
}
