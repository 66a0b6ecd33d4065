import type { Command } from '@civitas/schema'
import { must } from '@civitas/kit'
import { type Database, read, type Row, run, type Statement } from '../database.ts'
import type { CityIdentity, CityRecords, Commands, DeadLetters, Leases } from '../ports/city.ts'
import { DEAD_LETTER_BYTES, DEAD_LETTERS_KEPT } from '../retention.ts'
import type { Seal } from '../seal.ts'
import { bytes, integer, text } from './row.ts'

export function sqlCity(database: Database, seal: Seal): CityRecords {
  return {
    async identity({ branch, scenario, scenarioHash, seed, tickMs }) {
      const insert = `insert into identities (branch, scenario, scenario_hash, seed, tick_ms) values ($1, $2, $3, $4, $5)
        on conflict (branch) do nothing`
      const [, rows = []] = await database.batch(
        [
          { sql: insert, params: [branch, scenario, scenarioHash, seed, tickMs] },
          { sql: 'select * from identities where branch = $1', params: [branch] },
        ],
        { repeatable: true },
      )
      return identityOf(must(rows[0], 'an identity'))
    },

    async founded(branch) {
      const [row] = await read(database, 'select * from identities where branch = $1', [branch])
      return row && identityOf(row)
    },

    async addClock(branch, { tick0, wall0Ms, speed, rate }) {
      const sql = 'insert into clocks (branch, tick0, wall0_ms, speed, rate) values ($1, $2, $3, $4, $5)'
      await run(database, sql, [branch, tick0, wall0Ms, speed, rate])
    },

    async latestClock(branch) {
      const sql = 'select tick0, wall0_ms, speed, rate from clocks where branch = $1 order by number desc limit 1'
      const [row] = await read(database, sql, [branch])
      if (!row) return undefined
      const [tick0, wall0Ms] = [integer(row, 'tick0'), integer(row, 'wall0_ms')]
      return { tick0, wall0Ms, speed: integer(row, 'speed'), rate: integer(row, 'rate') }
    },

    async secret(name, first) {
      const purpose = `secret:${name}`
      const [, rows = []] = await database.batch(
        [
          {
            sql: 'insert into secrets (name, sealed) values ($1, $2) on conflict (name) do nothing',
            params: [name, seal.seal(purpose, first)],
          },
          { sql: 'select sealed from secrets where name = $1', params: [name] },
        ],
        { repeatable: true },
      )
      return new Uint8Array(seal.open(purpose, bytes(must(rows[0], 'a secret'), 'sealed')))
    },
  }
}

export function sqlLeases(database: Database): Leases {
  return {
    async acquire(name, holder, ttlMs, force = false) {
      const [row] = await run(
        database,
        `insert into leases as l (name, holder, token, expires)
          values ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
          on conflict (name) do update set holder = excluded.holder, token = l.token + 1, expires = excluded.expires
          where l.holder is null or l.expires <= clock_timestamp() or $4 returning token`,
        [name, holder, ttlMs, force],
      )
      return row && { token: integer(row, 'token') }
    },

    async renew(name, token, ttlMs) {
      const rows = await database.batch(
        [
          {
            sql: `update leases set expires = clock_timestamp() + $3 * interval '1 millisecond'
              where name = $1 and token = $2 and holder is not null returning 1 as one`,
            params: [name, token, ttlMs],
          },
        ],
        { queue: 'ticks', repeatable: true },
      )
      return rows[0]?.length === 1
    },

    async release(name, token) {
      await run(database, 'update leases set holder = null where name = $1 and token = $2', [name, token])
    },
  }
}

export function sqlCommands(database: Database): Commands {
  return {
    async pending(branch, district, limit) {
      const rows = await read(
        database,
        `select id, command from commands
          where branch = $1 and district = $2 and done_ms is null order by number limit $3`,
        [branch, district, limit],
      )
      return rows.map((row) => ({ id: text(row, 'id'), command: JSON.parse(text(row, 'command')) as Command }))
    },

    async add(branch, district, id, command) {
      await database.batch([addCommand(branch, district, id, command)], { repeatable: true })
    },
  }
}

/** Exactly once by id: a repeat changes nothing. [CMD-1] */
export function addCommand(...[branch, district, id, command]: Parameters<Commands['add']>): Statement {
  return {
    sql: 'insert into commands (branch, district, id, command) values ($1, $2, $3, $4) on conflict (id, hop) do nothing',
    params: [branch, district, id, JSON.stringify(command)],
  }
}

export function sqlDeadLetters(database: Database): DeadLetters {
  return {
    async add({ source, code, detail, payload }) {
      await database.batch([
        {
          sql: 'insert into dead_letters (source, code, detail, payload) values ($1, $2, $3, $4)',
          params: [source, code, detail, payload.subarray(0, DEAD_LETTER_BYTES)],
        },
        {
          sql: 'delete from dead_letters where number <= (select max(number) from dead_letters) - $1',
          params: [DEAD_LETTERS_KEPT],
        },
      ])
    },

    async count() {
      // Numbers are never used again, so the newest one counts all that ever came.
      const [row] = await read(database, 'select coalesce(max(number), 0) as count from dead_letters')
      return integer(must(row, 'a count'), 'count')
    },
  }
}

function identityOf(row: Row): CityIdentity {
  return {
    branch: text(row, 'branch'),
    scenario: text(row, 'scenario'),
    scenarioHash: text(row, 'scenario_hash'),
    seed: integer(row, 'seed'),
    tickMs: integer(row, 'tick_ms'),
  }
}
