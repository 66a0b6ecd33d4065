// All connections of agents on this broker: by connection, by agent, by key; and the retained status that unites them. [§8]
import type { Client } from 'aedes'
import { MAX_SUBSCRIPTIONS } from './limits.ts'
import type { MqttSession } from './session.ts'

export class MqttSessions {
  private readonly byClient = new Map<Client, MqttSession>()
  private readonly byAgent = new Map<string, Set<MqttSession>>()
  /** How many connections have subscribed to exactly this filter. */
  private readonly interest = new Map<string, number>()
  private readonly onCount: (agentId: string, sessions: number) => void

  /** @param onCount called when the number of an agent's connections changed */
  constructor(onCount: (agentId: string, sessions: number) => void) {
    this.onCount = onCount
  }

  get size(): number {
    return this.byClient.size
  }

  of(client: Client | null): MqttSession | undefined {
    return client ? this.byClient.get(client) : undefined
  }

  ofAgent(agentId: string): number {
    return this.byAgent.get(agentId)?.size ?? 0
  }

  /** Whether anybody subscribed to exactly this topic. Places allow no wildcards, so this is all of it. */
  wants(topic: string): boolean {
    return this.interest.has(topic)
  }

  /** Remembers a granted filter. `false`: this connection has too many. */
  subscribe(session: MqttSession, filter: string, qos: number): boolean {
    const known = session.filters.has(filter)
    if (!known && session.filters.size >= MAX_SUBSCRIPTIONS) return false
    session.filters.set(filter, qos)
    if (!known) this.interest.set(filter, (this.interest.get(filter) ?? 0) + 1)
    session.refiltered()
    return true
  }

  unsubscribe(session: MqttSession, filter: string): void {
    if (!session.filters.delete(filter)) return
    const left = (this.interest.get(filter) ?? 1) - 1
    if (left > 0) this.interest.set(filter, left)
    else this.interest.delete(filter)
    session.refiltered()
  }

  add(client: Client, session: MqttSession): void {
    this.byClient.set(client, session)
    const sessions = this.byAgent.get(session.agentId) ?? new Set()
    this.byAgent.set(session.agentId, sessions.add(session))
    this.onCount(session.agentId, sessions.size)
  }

  remove(client: Client): void {
    const session = this.byClient.get(client)
    if (!session) return
    session.stop()
    for (const filter of session.filters.keys()) this.unsubscribe(session, filter)
    this.byClient.delete(client)
    const sessions = this.byAgent.get(session.agentId)
    sessions?.delete(session)
    if (sessions?.size === 0) this.byAgent.delete(session.agentId)
    this.onCount(session.agentId, sessions?.size ?? 0)
  }

  /** Connections that came with this key. */
  withKey(keyId: string): MqttSession[] {
    return [...this.byClient.values()].filter(({ principal }) => principal.keyId === keyId)
  }
}
