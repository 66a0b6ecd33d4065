// Keys of agents: made, rotated with an overlap, revoked at once. Shown once, stored as a hash. [§11]
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import { type KeyRevokedMessage, topics } from '@civitas/schema'
import type { AgentKey, AgentKeys } from '@civitas/store'
import { hashOf, newBearer, newId } from './secrets.ts'

/** How long the old key still works after a rotation, in milliseconds. [§9] */
export const ROTATION_OVERLAP_MS = 600_000
/** Living keys of one agent; the next is refused. */
export const MAX_KEYS = 20

export interface KeyDesk {
  /** `undefined` when the agent has too many living keys. */
  create(resident: number, scopes: readonly string[]): Promise<{ key_id: string; key: string } | undefined>
  /** A new key with the same scopes; the old one dies after the overlap. `undefined`: no such living key of that agent. */
  rotate(resident: number, keyId: string): Promise<{ key_id: string; key: string } | undefined>
  /** `false`: no such key of that agent. */
  revoke(resident: number, keyId: string): Promise<boolean>
  revokeAll(resident: number): Promise<void>
  living(resident: number): Promise<AgentKey[]>
}

export function createKeyDesk(keys: AgentKeys, bus: Bus, clock: Clock): KeyDesk {
  async function expire(keyId: string, atMs: number): Promise<void> {
    await keys.expire(keyId, atMs)
    bus.publish(topics.keysRevoked(), { keyId, atMs } satisfies KeyRevokedMessage)
  }

  async function add(resident: number, scopes: readonly string[]): Promise<{ key_id: string; key: string }> {
    const { id, text } = newBearer('cvk', newId('k'))
    await keys.create({ id, resident, hash: hashOf(text), scopes: [...scopes], createdMs: clock.wallMs() })
    return { key_id: id, key: text }
  }

  const living = async (resident: number) =>
    (await keys.list(resident)).filter(({ expiresMs }) => expiresMs === undefined || expiresMs > clock.wallMs())

  return {
    living,
    async create(resident, scopes) {
      return (await living(resident)).length < MAX_KEYS ? add(resident, scopes) : undefined
    },

    async rotate(resident, keyId) {
      const old = (await living(resident)).find(({ id }) => id === keyId)
      if (!old) return undefined
      const made = await add(resident, old.scopes)
      await expire(keyId, clock.wallMs() + ROTATION_OVERLAP_MS)
      return made
    },

    async revoke(resident, keyId) {
      const key = await keys.byId(keyId)
      if (key?.resident !== resident) return false
      await expire(keyId, clock.wallMs())
      return true
    },

    async revokeAll(resident) {
      for (const { id } of await living(resident)) await expire(id, clock.wallMs())
    },
  }
}
