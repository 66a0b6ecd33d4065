// People and their agents: accounts, sessions, agents, keys. Ids are random unless said otherwise; times are Unix milliseconds.
import type { Command } from '@civitas/schema'

export interface Account {
  id: string
  email: string
  displayName: string
  passwordHash: string
  admin: boolean
  createdMs: number
}

export interface Accounts {
  /** `false` when the e-mail (compared in lower case) is taken; nothing changed then. */
  create(account: Account): Promise<boolean>
  byEmail(email: string): Promise<Account | undefined>
  byId(id: string): Promise<Account | undefined>
}

export interface Session {
  id: string
  accountId: string
  /** SHA-256 of the refresh token that is valid now. */
  refreshHash: string
  createdMs: number
  expiresMs: number
  userAgent: string
}

export interface Sessions {
  create(session: Session): Promise<void>
  /** Swaps the refresh hash if it is still `from`; `false` when it was used already, and then the session is gone. */
  rotate(id: string, from: string, to: string, expiresMs: number): Promise<boolean>
  byId(id: string): Promise<Session | undefined>
  list(accountId: string): Promise<Session[]>
  delete(id: string): Promise<void>
}

/** A resident as the city's register knows it; the last fields follow the tick's projection. */
export interface AgentRecord {
  resident: number
  /** Absent for residents of the scenario. */
  accountId?: string
  name: string
  persona?: string
  mind: string
  status: 'spawning' | 'living' | 'retired'
  district: string
  epoch: number
  activity: string
  building?: string
  home?: string
  job?: string
  createdMs: number
}

export interface Agents {
  /** One transaction: allocates the resident number (from FIRST_OWNED_RESIDENT up), writes the record, adds the command made for it. */
  create(agent: {
    branch: string
    accountId: string
    name: string
    persona?: string
    mind: string
    district: string
    commandId: string
    command: (resident: number) => Command
  }): Promise<number>
  /** Registers the scenario's own residents; those known already stay as they are. */
  register(
    branch: string,
    residents: readonly { resident: number; name: string; district: string; home?: string; job?: string }[],
  ): Promise<void>
  get(branch: string, resident: number): Promise<AgentRecord | undefined>
  /** Names and whereabouts of many; unknown ones are left out. */
  getMany(branch: string, residents: readonly number[]): Promise<AgentRecord[]>
  ofAccount(branch: string, accountId: string): Promise<AgentRecord[]>
  /** How many agents of the account are not retired. */
  countOfAccount(branch: string, accountId: string): Promise<number>
  /** Living residents of a district (or of all), by number. */
  living(branch: string, query: { district?: string; after?: number; limit: number }): Promise<AgentRecord[]>
  update(branch: string, resident: number, change: { name?: string; persona?: string; mind?: string }): Promise<void>
  /** Marks it retired and adds the command in the same transaction. */
  retire(branch: string, resident: number, commandId: string, command: Command): Promise<void>
}

export interface AgentKey {
  id: string
  resident: number
  /** SHA-256 of the secret part. */
  hash: string
  scopes: string[]
  createdMs: number
  /** From then on the key is dead: revoked, or rotated with its overlap over. */
  expiresMs?: number
}

export interface AgentKeys {
  create(key: AgentKey): Promise<void>
  byId(id: string): Promise<AgentKey | undefined>
  list(resident: number): Promise<AgentKey[]>
  /** Sets when it dies; an earlier end stays. `false` when there is no such key. */
  expire(id: string, atMs: number): Promise<boolean>
}

/** Buildings and land as the last committed tick left them. */
export interface Projections {
  buildings(
    branch: string,
    district?: string,
  ): Promise<(import('./tick-log.ts').BuildingProjection & { district: string; tick: number })[]>
  /** In the order of their ids; none before a district's first tick. */
  plots(branch: string): Promise<(import('./tick-log.ts').PlotProjection & { district: string; tick: number })[]>
}
