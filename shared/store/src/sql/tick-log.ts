import type { Fact } from '@civitas/schema'
import { type Database, read, type Row } from '../database.ts'
import { QueryError } from '../errors.ts'
import { unpack } from '../pack.ts'
import type { FactLog, JournalEntry, JournalTick, TickCommit, TickLog } from '../ports/tick-log.ts'
import type { Seal } from '../seal.ts'
import { commitStatements } from './commit.ts'
import { bytes, integer, maybe, text } from './row.ts'

/** PostgreSQL's code for a row that no partition takes. */
const NO_PARTITION_STATE = '23514'

export function sqlTickLog(database: Database, seal: Seal): TickLog {
  async function write(ticks: readonly TickCommit[]): Promise<void> {
    await database.batch(await commitStatements(ticks, seal), { queue: 'ticks' })
  }

  return {
    async commit(ticks) {
      if (ticks.length === 0) return
      await write(ticks).catch((error: unknown) => {
        // The span was dropped between two looks at it; the transaction did not happen.
        if (!(error instanceof QueryError) || error.sqlState !== NO_PARTITION_STATE) throw error
        return write(ticks)
      })
    },

    async head(branch, district) {
      const sql = 'select tick, state_hash from heads where branch = $1 and district = $2'
      const [row] = await read(database, sql, [branch, district])
      return row && { tick: integer(row, 'tick'), ...maybe('stateHash', row, 'state_hash', text) }
    },

    async read(branch, district, from, limit) {
      const rows = await read(
        database,
        `select tick, sim_version, state_hash, entries from ticks
          where branch = $1 and district = $2 and tick >= $3 order by tick limit $4`,
        [branch, district, from, limit],
      )
      return Promise.all(rows.map(journalTick))
    },
  }
}

export function sqlFacts(database: Database): FactLog {
  return {
    async read(branch, after, limit) {
      const rows = await read(
        database,
        `select t.district, t.tick, t.facts from heads h
          left join unnest($2::text[], $3::int8[]) as a (district, tick) on a.district = h.district
          cross join lateral (
            select district, tick, facts from ticks
            where branch = $1 and district = h.district and tick > coalesce(a.tick, -1) order by tick limit $4
          ) t
          where h.branch = $1 order by t.district collate "C", t.tick`,
        [branch, Object.keys(after), Object.values(after), limit],
      )
      const facts: Awaited<ReturnType<FactLog['read']>>['facts'] = []
      const position = { ...after }
      for (const row of rows) {
        const [district, tick] = [text(row, 'district'), integer(row, 'tick')]
        position[district] = tick
        if (row['facts'] == null) continue
        for (const fact of await unpack<Fact[]>(bytes(row, 'facts'))) facts.push({ district, tick, fact })
      }
      return { facts, position }
    },
  }
}

async function journalTick(row: Row): Promise<JournalTick> {
  return {
    tick: integer(row, 'tick'),
    simVersion: integer(row, 'sim_version'),
    entries: await unpack<JournalEntry[]>(bytes(row, 'entries')),
    ...maybe('stateHash', row, 'state_hash', text),
  }
}
