import type { AgentRecord, Agents, Projections } from '../ports/accounts.ts'
import type { TickCommit } from '../ports/tick-log.ts'
import { addCommand } from './city.ts'
import { type AgentRow, type MemoryState, pair } from './state.ts'

export function memoryAgents(state: MemoryState): Agents {
  const rows = (branch: string) =>
    [...state.agents.values()].filter((row) => row.branch === branch).sort((a, b) => a.resident - b.resident)
  return {
    async create({ branch, accountId, name, persona, mind, district, commandId, command }) {
      const resident = state.nextResident++
      const about = { accountId, name, mind, district, ...(persona !== undefined && { persona }) }
      put(state, { ...newborn(branch, resident, state.nowMs()), ...about })
      addCommand(state, branch, district, commandId, command(resident))
      return resident
    },

    async register(branch, residents) {
      for (const { resident, name, district, home, job } of residents) {
        if (state.agents.has(pair(branch, resident))) continue
        const about = { name, district, ...(home !== undefined && { home }), ...(job !== undefined && { job }) }
        put(state, { ...newborn(branch, resident, state.nowMs()), ...about, mind: 'routine', status: 'living' })
      }
    },

    async get(branch, resident) {
      const row = state.agents.get(pair(branch, resident))
      return row && record(row)
    },

    async getMany(branch, residents) {
      const wanted = new Set(residents)
      return rows(branch)
        .filter((row) => wanted.has(row.resident))
        .map(record)
    },

    async ofAccount(branch, accountId) {
      return rows(branch)
        .filter((row) => row.accountId === accountId)
        .map(record)
    },

    async countOfAccount(branch, accountId) {
      return rows(branch).filter((row) => row.accountId === accountId && row.status !== 'retired').length
    },

    async living(branch, { district, after = 0, limit }) {
      return rows(branch)
        .filter((row) => row.status === 'living' && row.resident > after)
        .filter((row) => district === undefined || row.district === district)
        .slice(0, limit)
        .map(record)
    },

    async update(branch, resident, change) {
      const row = state.agents.get(pair(branch, resident))
      if (row) put(state, { ...row, ...change })
    },

    async retire(branch, resident, commandId, command) {
      const row = state.agents.get(pair(branch, resident))
      if (!row) return
      put(state, { ...row, status: 'retired' })
      addCommand(state, branch, row.district, commandId, command)
    },
  }
}

export function memoryProjections(state: MemoryState): Projections {
  return {
    async buildings(branch, district) {
      return [...state.buildings.values()]
        .filter((row) => row.branch === branch && (district === undefined || row.district === district))
        .map(({ branch: _, ...row }) => row)
        .sort((a, b) => (a.building < b.building ? -1 : 1))
    },

    async plots(branch) {
      return [...state.plots.values()]
        .filter((row) => row.branch === branch)
        .map(({ branch: _, ...row }) => row)
        .sort((a, b) => (a.plot < b.plot ? -1 : 1))
    },
  }
}

/** Where residents are after the tick; an older epoch says nothing any more. A retired agent never lives again, however late its last ticks arrive. */
export function applyAgents(state: MemoryState, { branch, agents }: TickCommit): void {
  for (const { resident, district, epoch, status, activity, building, home, job } of agents) {
    const row = state.agents.get(pair(branch, resident))
    if (!row || epoch < row.epoch) continue
    const { building: _, home: _home, job: _job, ...rest } = row
    const places = {
      ...(building !== undefined && { building }),
      ...(home !== undefined && { home }),
      ...(job !== undefined && { job }),
    }
    put(state, { ...rest, ...places, district, epoch, activity, status: row.status === 'retired' ? 'retired' : status })
  }
}

export function applyBuildings(state: MemoryState, { branch, tick, buildings }: TickCommit): void {
  for (const row of buildings.rows) {
    state.buildings.set(pair(branch, row.building), { ...row, branch, district: buildings.district, tick })
  }
}

export function applyPlots(state: MemoryState, { branch, district, tick, plots = [] }: TickCommit): void {
  for (const row of plots) state.plots.set(pair(branch, row.plot), { ...row, branch, district, tick })
}

function put(state: MemoryState, row: AgentRow): void {
  state.agents.set(pair(row.branch, row.resident), row)
}

function record({ branch: _, ...row }: AgentRow): AgentRecord {
  return row
}

function newborn(branch: string, resident: number, createdMs: number) {
  return { branch, resident, status: 'spawning' as const, epoch: 0, activity: '', createdMs }
}
