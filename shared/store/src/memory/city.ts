import type { CityRecords, Commands, DeadLetters, Leases } from '../ports/city.ts'
import { DEAD_LETTER_BYTES, DEAD_LETTERS_KEPT } from '../retention.ts'
import type { CommandState, MemoryState } from './state.ts'

export function memoryCity(state: MemoryState): CityRecords {
  return {
    async identity(first) {
      const known = state.identities.get(first.branch)
      if (known) return known
      state.identities.set(first.branch, { ...first })
      return first
    },

    async founded(branch) {
      return state.identities.get(branch)
    },

    async addClock(branch, record) {
      const records = state.clocks.get(branch) ?? []
      state.clocks.set(branch, [...records, { ...record }])
    },

    async latestClock(branch) {
      return state.clocks.get(branch)?.at(-1)
    },

    async secret(name, first) {
      const known = state.secrets.get(name)
      if (known) return known
      state.secrets.set(name, first.slice())
      return first
    },
  }
}

export function memoryLeases(state: MemoryState): Leases {
  const held = (name: string, token: number) => {
    const lease = state.leases.get(name)
    return lease && lease.holder !== undefined && lease.token === token ? lease : undefined
  }
  return {
    async acquire(name, holder, ttlMs, force = false) {
      const nowMs = state.nowMs()
      const lease = state.leases.get(name)
      if (lease && lease.holder !== undefined && lease.expiresMs > nowMs && !force) return undefined
      const token = (lease?.token ?? 0) + 1
      state.leases.set(name, { holder, token, expiresMs: nowMs + ttlMs })
      return { token }
    },

    async renew(name, token, ttlMs) {
      const lease = held(name, token)
      if (lease) lease.expiresMs = state.nowMs() + ttlMs
      return lease !== undefined
    },

    async release(name, token) {
      const lease = held(name, token)
      if (lease) lease.holder = undefined
    },
  }
}

export function memoryCommands(state: MemoryState): Commands {
  return {
    async pending(branch, district, limit) {
      return [...state.commands.values()]
        .filter((row) => row.branch === branch && row.district === district && row.doneMs === undefined)
        .slice(0, limit)
        .map(({ id, command }) => ({ id, command }))
    },

    async add(branch, district, id, command) {
      addCommand(state, branch, district, id, command)
    },
  }
}

/** Exactly once by id: a repeat changes nothing. [CMD-1] */
export function addCommand(state: MemoryState, ...[branch, district, id, command]: Parameters<Commands['add']>): void {
  const row = commandRow(id, command.hops)
  if (!state.commands.has(row)) state.commands.set(row, { branch, district, id, command })
}

/** Of the rows of a command at most one is pending. [CMD-4] */
export function commandDone(
  state: MemoryState,
  { branch, district, id, doneMs }: { branch: string; district: string; id: string; doneMs: number },
): void {
  const isIt = (row: CommandState) =>
    row.id === id && row.branch === branch && row.district === district && row.doneMs === undefined
  const first = state.commands.get(commandRow(id, 0))
  const row = first && isIt(first) ? first : [...state.commands.values()].find(isIt)
  if (row) row.doneMs = doneMs
}

function commandRow(id: string, hop = 0): string {
  return `${hop} ${id}`
}

export function memoryDeadLetters({ deadLetters }: MemoryState): DeadLetters {
  return {
    async add(letter) {
      deadLetters.letters.push({ ...letter, payload: letter.payload.slice(0, DEAD_LETTER_BYTES) })
      if (deadLetters.letters.length > DEAD_LETTERS_KEPT) deadLetters.letters.shift()
      deadLetters.count++
    },

    async count() {
      return deadLetters.count
    },
  }
}
