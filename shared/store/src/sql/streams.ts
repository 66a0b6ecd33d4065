import type { NewText, StreamItem } from '@civitas/schema'
import { type Database, read } from '../database.ts'
import { unpack } from '../pack.ts'
import type { ActionLog, Streams, Texts } from '../ports/tick-log.ts'
import { STREAM_RETENTION_ITEMS, STREAM_RETENTION_MS } from '../retention.ts'
import type { Seal } from '../seal.ts'
import { textsPurpose } from './commit.ts'
import { bytes, integer, maybe, text } from './row.ts'

/** Most blobs unpacked for one read: a resume of an hour takes several reads instead of one long one. */
const MOST_BLOBS = 500

export function sqlStreams(database: Database): Streams {
  return {
    async read({ branch, resident, after, limit }) {
      const [ends = [], rows = []] = await database.batch(
        [
          { sql: END_OF_STREAM, params: [branch, resident] },
          { sql: BLOBS, params: [branch, resident, after.tick, STREAM_RETENTION_MS, blobsFor(limit)] },
        ],
        { repeatable: true },
      )
      const lastSeq = ends[0]?.['seq'] == null ? 0 : integer(ends[0], 'seq')
      const firstSeq = Math.max(after.seq, lastSeq - STREAM_RETENTION_ITEMS) + 1
      const found: StreamItem[] = []
      for (const row of rows) {
        const blob = new Map(await unpack<[number, StreamItem[]][]>(bytes(row, 'items')))
        for (const item of blob.get(resident) ?? []) if (item.seq >= firstSeq) found.push(item)
      }
      const items = found.slice(0, limit)
      const first = items[0]
      return { items, gap: first ? first.seq > after.seq + 1 : lastSeq > after.seq }
    },
  }
}

/** Each holds one item at least, but for the first: that of the cursor's own tick may hold nothing newer. */
function blobsFor(limit: number): number {
  return Math.min(limit, MOST_BLOBS) + 1
}

/** The newest item that the agent ever got, in blobs or dropped with them. */
const END_OF_STREAM = `
  select greatest(
    (select last_seqs[array_position(residents, $2)] from streams
      where branch = $1 and residents @> array[$2::int8] order by tick desc limit 1),
    (select seq from stream_ends where branch = $1 and resident = $2)
  ) as seq`

/** Retention is measured against the newest committed tick, so a city that stood still loses nothing. [STR-2] */
const BLOBS = `
  select items from streams
  where branch = $1 and residents @> array[$2::int8] and tick >= $3
    and wall_ms > (select max(wall_ms) from heads where branch = $1) - $4
  order by tick limit $5`

export function sqlActions(database: Database): ActionLog {
  return {
    async find(branch, actionIds) {
      const rows = await read(
        database,
        `select action_id, resident, seq, tick, key, status, code, reason from actions
          where branch = $1 and action_id = any($2::text[])`,
        [branch, actionIds],
      )
      return new Map(
        rows.map((row) => [
          text(row, 'action_id'),
          {
            resident: integer(row, 'resident'),
            seq: integer(row, 'seq'),
            tick: integer(row, 'tick'),
            key: text(row, 'key'),
            status: row['status'] === 'accepted' ? ('accepted' as const) : ('refused' as const),
            ...maybe('code', row, 'code', text),
            ...maybe('reason', row, 'reason', text),
          },
        ]),
      )
    },
  }
}

export function sqlTexts(database: Database, seal: Seal): Texts {
  return {
    async get(ids) {
      const wanted = new Set(ids)
      const rows = await read(
        database,
        `select k.branch, k.district, k.tick, k.texts
          from (select distinct branch, district, tick, span from texts where id = any($1::text[])) t
          join ticks k using (branch, district, tick, span) where k.texts is not null`,
        [ids],
      )
      const found = new Map<string, string>()
      for (const row of rows) {
        const purpose = textsPurpose(text(row, 'branch'), text(row, 'district'), integer(row, 'tick'))
        const texts = await unpack<NewText[]>(seal.open(purpose, bytes(row, 'texts')))
        for (const { id, text } of texts) if (wanted.has(id)) found.set(id, text)
      }
      return found
    },
  }
}
