import type { Accounts, AgentKeys, Sessions } from '../ports/accounts.ts'
import type { MemoryState } from './state.ts'

export function memoryAccounts({ accounts }: MemoryState): Accounts {
  const byEmail = (email: string) => {
    const wanted = email.toLowerCase()
    return [...accounts.values()].find((account) => account.email.toLowerCase() === wanted)
  }
  return {
    async create(account) {
      if (byEmail(account.email)) return false
      accounts.set(account.id, { ...account })
      return true
    },
    byEmail: async (email) => byEmail(email),
    byId: async (id) => accounts.get(id),
  }
}

export function memorySessions({ sessions }: MemoryState): Sessions {
  return {
    async create(session) {
      sessions.set(session.id, { ...session })
    },

    async rotate(id, from, to, expiresMs) {
      const session = sessions.get(id)
      if (session?.refreshHash !== from) {
        sessions.delete(id)
        return false
      }
      sessions.set(id, { ...session, refreshHash: to, expiresMs })
      return true
    },

    byId: async (id) => sessions.get(id),

    async list(accountId) {
      return [...sessions.values()]
        .filter((session) => session.accountId === accountId)
        .sort((a, b) => a.createdMs - b.createdMs)
    },

    async delete(id) {
      sessions.delete(id)
    },
  }
}

export function memoryKeys({ keys }: MemoryState): AgentKeys {
  return {
    async create(key) {
      keys.set(key.id, { ...key, scopes: [...key.scopes] })
    },

    byId: async (id) => keys.get(id),

    async list(resident) {
      return [...keys.values()].filter((key) => key.resident === resident).sort((a, b) => a.createdMs - b.createdMs)
    },

    async expire(id, atMs) {
      const key = keys.get(id)
      if (!key) return false
      keys.set(id, { ...key, expiresMs: Math.min(atMs, key.expiresMs ?? Infinity) })
      return true
    },
  }
}
