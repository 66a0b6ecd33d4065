// Books of districts: written with each commit, read as one cut through the whole city.
import { type Census, CENSUS_PRIME } from '@civitas/schema'
import { must } from '@civitas/kit'
import { type Database, read, type Statement } from '../database.ts'
import type { Audit, CityCut } from '../ports/audit.ts'
import type { TickCommit } from '../ports/tick-log.ts'
import { columnsOf, insertMany } from './columns.ts'
import { text } from './row.ts'

/** Of several ticks in one commit the last books hold, and all that was minted adds up. */
export function bookStatements(ticks: readonly TickCommit[]): Statement[] {
  const rows = new Map<string, { first: TickCommit; last: TickCommit; minted: number }>()
  for (const tick of ticks) {
    if (!tick.books) continue
    const key = `${tick.branch}/${tick.district}`
    const row = rows.get(key)
    rows.set(key, { first: row?.first ?? tick, last: tick, minted: (row?.minted ?? 0) + tick.books.minted })
  }
  const columns = columnsOf([...rows.values()].map(({ first, last, minted }) => bookRow(first, last, minted)))
  return insertMany(
    columns,
    `insert into books as b
      (branch, district, tick, coins, in_transit, residents, resident_sum, resident_mix, founded, since, minted)
    select * from unnest($1::text[], $2::text[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::int8[], $8::int8[],
      $9::int8[], $10::int8[], $11::int8[])
    on conflict (branch, district) do update set tick = excluded.tick, coins = excluded.coins,
      in_transit = excluded.in_transit, residents = excluded.residents, resident_sum = excluded.resident_sum,
      resident_mix = excluded.resident_mix, minted = b.minted + excluded.minted`,
  )
}

function bookRow(first: TickCommit, last: TickCommit, minted: number): (string | number)[] {
  const { coins, inTransit, census } = must(last.books, 'books')
  const before = must(first.books, 'books')
  const { branch, district, tick } = last
  const { count, sum, mix } = census
  const founded = before.coins - before.minted
  return [branch, district, tick, coins, inTransit, count, sum, mix, founded, first.tick, minted]
}

const CENSUS = `count(*) as count, coalesce(sum(resident), 0)::int8 as sum,
  coalesce(sum(((resident % ${CENSUS_PRIME}) * (resident % ${CENSUS_PRIME})) % ${CENSUS_PRIME}), 0)::int8 as mix`

/** One statement sees one instant, whatever commits beside it. */
const CUT = `with moving as materialized (
    select m.district, number, id, c->>'kind' as kind, (c->>'resident')::int8 as resident, c->>'from' as source,
      coalesce((c->>'sent')::int8, -1) as sent,
      case c->>'kind' when 'pay' then c->>'amount' when 'bounce' then c->>'amount' when 'arrive' then c->>'coins'
        when 'order' then c->>'coins' when 'deliver' then c->>'coins' when 'share' then c->>'coins' else '0' end::int8 as coins
    from (select district, number, id, command::json as c from commands where branch = $1 and done_ms is null) m
  ), bodies as (
    select district, resident from agents where branch = $1 and status = 'living'
    union all
    select a.district, a.resident from agents a
    where a.branch = $1 and a.status = 'retired'
      and a.resident in (select resident from moving where kind = 'retire')
      and a.resident not in (select resident from moving where kind = 'spawn')
  ), register as (select district, ${CENSUS} from bodies group by district),
  arriving as (select source as "from", ${CENSUS} from moving where kind = 'arrive' group by source),
  waiting as (
    select m.district, count(*) as count, (array_agg(m.id order by m.number))[1] as oldest
    from moving m join books b on b.branch = $1 and b.district = m.district where m.sent < b.tick group by m.district
  )
  select
    (select json_agg(b order by b.district collate "C") from books b where b.branch = $1)::text as books,
    (select json_agg(r order by r.district collate "C") from register r)::text as register,
    (select json_agg(a order by a."from" collate "C") from arriving a)::text as arriving,
    (select json_agg(w order by w.district collate "C") from waiting w)::text as waiting,
    (select json_build_object('coins', coalesce(sum(coins), 0), 'unread', count(*) filter (where coins is null))
      from moving)::text as transit`

export function sqlAudit(database: Database): Audit {
  return {
    async cut(branch) {
      const [found] = await read(database, CUT, [branch])
      const row = must(found, 'a cut')
      const list = <T>(column: string) => (row[column] == null ? [] : (JSON.parse(text(row, column)) as T[]))
      const register = list<Census & { district: string }>('register')
      const arriving = list<Census & { from: string }>('arriving')
      return {
        districts: list<BookRow>('books').map(booksOf),
        register: register.map(({ district, ...census }) => ({ district, census })),
        arriving: arriving.map(({ from, ...census }) => ({ from, census })),
        waiting: list<CityCut['waiting'][number]>('waiting'),
        transit: JSON.parse(text(row, 'transit')) as CityCut['transit'],
      }
    },
  }
}

type BookRow = Record<'tick' | 'coins' | 'in_transit' | 'founded' | 'since' | 'minted', number> &
  Record<'residents' | 'resident_sum' | 'resident_mix', number> & { district: string }

function booksOf(row: BookRow): CityCut['districts'][number] {
  const { district, tick, coins, in_transit, residents, resident_sum, resident_mix, founded, since, minted } = row
  const census = { count: residents, sum: resident_sum, mix: resident_mix }
  return { district, tick, coins, inTransit: in_transit, census, founded, since, minted }
}
