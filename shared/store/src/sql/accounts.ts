import { type Database, read, type Row, run } from '../database.ts'
import type { Account, Accounts, AgentKey, AgentKeys, Session, Sessions } from '../ports/accounts.ts'
import { openText, type Seal, sealText } from '../seal.ts'
import { bytes, integer, maybe, text, texts } from './row.ts'

export function sqlAccounts(database: Database, seal: Seal): Accounts {
  const purpose = (id: string) => `account:${id}`
  const account = (row: Row): Account => ({
    id: text(row, 'id'),
    email: text(row, 'email'),
    displayName: openText(seal, purpose(text(row, 'id')), bytes(row, 'display_name')),
    passwordHash: text(row, 'password_hash'),
    admin: row['admin'] === true,
    createdMs: integer(row, 'created_ms'),
  })
  return {
    async create({ id, email, displayName, passwordHash, admin, createdMs }) {
      const rows = await run(
        database,
        `insert into accounts (id, email, email_key, display_name, password_hash, admin, created_ms)
          values ($1, $2, $3, $4, $5, $6, $7) on conflict (email_key) do nothing returning 1 as one`,
        [id, email, email.toLowerCase(), sealText(seal, purpose(id), displayName), passwordHash, admin, createdMs],
      )
      return rows.length === 1
    },

    async byEmail(email) {
      const [row] = await read(database, 'select * from accounts where email_key = $1', [email.toLowerCase()])
      return row && account(row)
    },

    async byId(id) {
      const [row] = await read(database, 'select * from accounts where id = $1', [id])
      return row && account(row)
    },
  }
}

export function sqlSessions(database: Database): Sessions {
  return {
    async create({ id, accountId, refreshHash, createdMs, expiresMs, userAgent }) {
      const sql = `insert into sessions (id, account_id, refresh_hash, created_ms, expires_ms, user_agent)
        values ($1, $2, $3, $4, $5, $6)`
      await run(database, sql, [id, accountId, refreshHash, createdMs, expiresMs, userAgent])
    },

    async rotate(id, from, to, expiresMs) {
      const [swapped = []] = await database.batch([
        {
          sql: `update sessions set refresh_hash = $3, expires_ms = $4 where id = $1 and refresh_hash = $2 returning 1 as one`,
          params: [id, from, to, expiresMs],
        },
        // Used already: somebody has a stolen copy, so the session ends for both.
        { sql: 'delete from sessions where id = $1 and refresh_hash <> $2', params: [id, to] },
      ])
      return swapped.length === 1
    },

    async byId(id) {
      const [row] = await read(database, 'select * from sessions where id = $1', [id])
      return row && session(row)
    },

    async list(accountId) {
      const rows = await read(database, 'select * from sessions where account_id = $1 order by created_ms, id', [
        accountId,
      ])
      return rows.map(session)
    },

    async delete(id) {
      await database.batch([{ sql: 'delete from sessions where id = $1', params: [id] }], { repeatable: true })
    },
  }
}

export function sqlKeys(database: Database): AgentKeys {
  return {
    async create({ id, resident, hash, scopes, createdMs, expiresMs }) {
      const sql = `insert into agent_keys (id, resident, hash, scopes, created_ms, expires_ms) values ($1, $2, $3, $4, $5, $6)`
      await run(database, sql, [id, resident, hash, scopes, createdMs, expiresMs ?? null])
    },

    async byId(id) {
      const [row] = await read(database, 'select * from agent_keys where id = $1', [id])
      return row && agentKey(row)
    },

    async list(resident) {
      const rows = await read(database, 'select * from agent_keys where resident = $1 order by created_ms, id', [
        resident,
      ])
      return rows.map(agentKey)
    },

    async expire(id, atMs) {
      const sql = 'update agent_keys set expires_ms = least(expires_ms, $2) where id = $1 returning 1 as one'
      const [rows = []] = await database.batch([{ sql, params: [id, atMs] }], { repeatable: true })
      return rows.length === 1
    },
  }
}

function session(row: Row): Session {
  return {
    id: text(row, 'id'),
    accountId: text(row, 'account_id'),
    refreshHash: text(row, 'refresh_hash'),
    createdMs: integer(row, 'created_ms'),
    expiresMs: integer(row, 'expires_ms'),
    userAgent: text(row, 'user_agent'),
  }
}

function agentKey(row: Row): AgentKey {
  return {
    id: text(row, 'id'),
    resident: integer(row, 'resident'),
    hash: text(row, 'hash'),
    scopes: texts(row, 'scopes'),
    createdMs: integer(row, 'created_ms'),
    ...maybe('expiresMs', row, 'expires_ms', integer),
  }
}
