import type { DayDigest } from '@civitas/schema'
import { type Database, read, run, type Statement } from '../database.ts'
import type { Digests } from '../ports/digests.ts'
import type { TickCommit } from '../ports/tick-log.ts'
import { digestDaysOverCap } from '../storage.ts'
import { columnsOf, insertMany } from './columns.ts'
import { integer, text } from './row.ts'

/** A day of a district is told once, whatever happens to its clock later. */
export function digestStatements(ticks: readonly TickCommit[]): Statement[] {
  const columns = columnsOf(
    ticks.flatMap(({ branch, district, digest }) => {
      return digest ? [[branch, district, digest.day, JSON.stringify(digest)]] : []
    }),
  )
  return insertMany(
    columns,
    `insert into digests (branch, district, day, digest)
    select * from unnest($1::text[], $2::text[], $3::int4[], $4::text[]) on conflict (branch, day, district) do nothing`,
  )
}

export function sqlDigests(database: Database): Digests {
  return {
    async read(branch, from, to) {
      const rows = await read(
        database,
        `select district, digest from digests where branch = $1 and day between $2 and $3
          order by day, district collate "C"`,
        [branch, from, to],
      )
      return rows.map((row) => {
        return { district: text(row, 'district'), digest: JSON.parse(text(row, 'digest')) as DayDigest }
      })
    },

    async newestDay(branch) {
      const sql = 'select day from digests where branch = $1 order by day desc limit 1'
      const [row] = await read(database, sql, [branch])
      return row && integer(row, 'day')
    },
  }
}

export async function dropDigests(database: Database, capBytes: number): Promise<void> {
  const rows = await read(
    database,
    'select branch, day, sum(octet_length(digest))::int8 as bytes from digests group by branch, day',
  )
  const days = rows.map((row) => {
    return { branch: text(row, 'branch'), day: integer(row, 'day'), bytes: integer(row, 'bytes') }
  })
  for (const { branch, day } of digestDaysOverCap(days, capBytes)) {
    await run(database, 'delete from digests where branch = $1 and day = $2', [branch, day])
  }
}
