// The statements of one commit: guards first, then what the ticks made, each table once for all ticks together. [ACT hop 5]
import type { NewText, StreamItem } from '@civitas/schema'
import type { Statement } from '../database.ts'
import { pack } from '../pack.ts'
import { districtLease } from '../ports/city.ts'
import type { TickCommit } from '../ports/tick-log.ts'
import type { Seal } from '../seal.ts'
import { bookStatements } from './books.ts'
import { columnsOf, insertMany } from './columns.ts'
import { digestStatements } from './digests.ts'

/**
 * The newest span; 0, which no partition takes, where there is none. It is the same for all statements of a commit: the journal
 * is written first, and `make_span` waits for whoever writes there.
 */
const CURRENT_SPAN = '(select coalesce(max(number), 0) from spans)'

/** All statements, in order. */
export async function commitStatements(ticks: readonly TickCommit[], seal: Seal): Promise<Statement[]> {
  const [journal, streams] = await Promise.all([
    Promise.all(ticks.map((tick) => journalRow(tick, seal))),
    Promise.all(ticks.map(streamRow)),
  ])
  return [
    ...ticks.map(guard),
    ...journal,
    ...streams.filter((statement) => statement !== undefined),
    ...actions(ticks),
    ...texts(ticks),
    ...commandsDone(ticks),
    ...commandsOut(ticks),
    ...agents(ticks),
    ...buildings(ticks),
    ...plots(ticks),
    ...bookStatements(ticks),
    ...digestStatements(ticks),
  ]
}

/** What the sealed texts of a tick are bound to. */
export function textsPurpose(branch: string, district: string, tick: number): string {
  return `texts:${branch}:${district}:${tick}`
}

function guard({ branch, district, token, tick, stateHash, wallMs }: TickCommit): Statement {
  return {
    sql: 'select advance_head($1, $2, $3, $4, $5, $6, $7)',
    params: [branch, district, districtLease(branch, district), token, tick, stateHash ?? null, Math.trunc(wallMs)],
  }
}

async function journalRow(commit: TickCommit, seal: Seal): Promise<Statement> {
  const { branch, district, tick, wallMs, simVersion, stateHash } = commit
  const [entries, facts, plainTexts] = await Promise.all([
    pack(commit.entries),
    commit.facts.length > 0 ? pack(commit.facts) : null,
    commit.texts.length > 0 ? pack(commit.texts satisfies NewText[]) : null,
  ])
  const sealed = plainTexts && seal.seal(textsPurpose(branch, district, tick), plainTexts)
  return {
    sql: `insert into ticks (branch, district, tick, span, wall_ms, sim_version, state_hash, entries, facts, texts)
      values ($1, $2, $3, ${CURRENT_SPAN}, $4, $5, $6, $7, $8, $9)`,
    params: [branch, district, tick, Math.trunc(wallMs), simVersion, stateHash ?? null, entries, facts, sealed],
  }
}

async function streamRow({ branch, district, tick, wallMs, streams }: TickCommit): Promise<Statement | undefined> {
  if (streams.length === 0) return undefined
  const byResident = new Map<number, StreamItem[]>()
  for (const { resident, item } of streams) {
    const items = byResident.get(resident)
    if (items) items.push(item)
    else byResident.set(resident, [item])
  }
  const lastSeqs = [...byResident.values()].map((items) => items.at(-1)?.seq ?? 0)
  const items = await pack([...byResident])
  return {
    sql: `insert into streams (branch, district, tick, span, wall_ms, residents, last_seqs, items)
      values ($1, $2, $3, ${CURRENT_SPAN}, $4, $5, $6, $7)`,
    params: [branch, district, tick, Math.trunc(wallMs), [...byResident.keys()], lastSeqs, items],
  }
}

function actions(ticks: readonly TickCommit[]): Statement[] {
  const columns = columnsOf(
    ticks.flatMap(({ branch, streams }) =>
      streams.flatMap(({ resident, item }) =>
        item.kind === 'result'
          ? [
              [
                item.action_id,
                branch,
                resident,
                item.seq,
                item.tick,
                item.key,
                item.status,
                item.code ?? null,
                item.reason ?? null,
              ],
            ]
          : [],
      ),
    ),
  )
  return insertMany(
    columns,
    `insert into actions (action_id, branch, resident, seq, tick, key, status, code, reason, span)
    select *, ${CURRENT_SPAN}
    from unnest($1::text[], $2::text[], $3::int8[], $4::int8[], $5::int8[], $6::text[], $7::text[], $8::text[], $9::text[])
    on conflict do nothing`,
  )
}

function texts(ticks: readonly TickCommit[]): Statement[] {
  const columns = columnsOf(
    ticks.flatMap(({ branch, district, tick, texts }) => texts.map(({ id }) => [id, branch, district, tick])),
  )
  return insertMany(
    columns,
    `insert into texts (id, branch, district, tick, span)
    select *, ${CURRENT_SPAN} from unnest($1::text[], $2::text[], $3::text[], $4::int8[]) on conflict do nothing`,
  )
}

/** Of the rows of a command at most one is pending. [CMD-4] */
function commandsDone(ticks: readonly TickCommit[]): Statement[] {
  const columns = columnsOf(
    ticks.flatMap(({ branch, district, commandsDone, wallMs }) => {
      return commandsDone.map((id) => [branch, district, id, Math.trunc(wallMs)])
    }),
  )
  return insertMany(
    columns,
    `update commands c set done_ms = d.done_ms
    from unnest($1::text[], $2::text[], $3::text[], $4::int8[]) as d (branch, district, id, done_ms)
    where c.id = d.id and c.branch = d.branch and c.district = d.district and c.done_ms is null`,
  )
}

/** Where a row of `agents` below has the handoff epoch. */
const EPOCH_COLUMN = 3

/** Each id and hop is new, but for a tick that is written again after an unknown outcome: nothing changes then. [CMD-1] */
function commandsOut(ticks: readonly TickCommit[]): Statement[] {
  const columns = columnsOf(
    ticks.flatMap(({ branch, commandsOut = [] }) =>
      commandsOut.map(({ id, target, command }) => {
        return [branch, target, id, command.hops ?? 0, JSON.stringify(command)]
      }),
    ),
  )
  return insertMany(
    columns,
    `insert into commands (branch, district, id, hop, command)
    select u.branch, u.district, u.id, u.hop, u.command
    from unnest($1::text[], $2::text[], $3::text[], $4::int4[], $5::text[])
      with ordinality as u (branch, district, id, hop, command, place)
    order by u.place on conflict (id, hop) do nothing`,
  )
}

/** Of several ticks in one commit the last word of the highest epoch counts. A retired agent never lives again, however late its last ticks arrive. */
function agents(ticks: readonly TickCommit[]): Statement[] {
  const last = new Map<string, (string | number | null)[]>()
  for (const { branch, agents } of ticks) {
    for (const { resident, district, epoch, status, activity, building, home, job } of agents) {
      const row = [branch, resident, district, epoch, status, activity, building ?? null, home ?? null, job ?? null]
      const newest = last.get(`${branch}/${resident}`)
      if (!newest || Number(newest[EPOCH_COLUMN]) <= epoch) last.set(`${branch}/${resident}`, row)
    }
  }
  return insertMany(
    columnsOf([...last.values()]),
    `update agents a
    set district = p.district, epoch = p.epoch, status = case when a.status = 'retired' then 'retired' else p.status end,
      activity = p.activity, building = p.building, home = p.home, job = p.job
    from unnest($1::text[], $2::int8[], $3::text[], $4::int8[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
      as p (branch, resident, district, epoch, status, activity, building, home, job)
    where a.branch = p.branch and a.resident = p.resident and a.epoch <= p.epoch`,
  )
}

function buildings(ticks: readonly TickCommit[]): Statement[] {
  const last = new Map<string, (string | number | null)[]>()
  for (const { branch, tick, buildings } of ticks) {
    for (const { building, open, occupants, shelves, firm } of buildings.rows) {
      const doing = [JSON.stringify(shelves), firm ? JSON.stringify(firm) : null]
      const row = [branch, building, buildings.district, tick, open ? 1 : 0, occupants, ...doing]
      last.set(`${branch}/${building}`, row)
    }
  }
  return insertMany(
    columnsOf([...last.values()]),
    `insert into buildings (branch, building, district, tick, open, occupants, shelves, firm)
    select u.branch, u.building, u.district, u.tick, u.open = 1, u.occupants, u.shelves, u.firm
    from unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::int4[], $6::int4[], $7::text[], $8::text[])
      as u (branch, building, district, tick, open, occupants, shelves, firm)
    on conflict (branch, building) do update set district = excluded.district, tick = excluded.tick, open = excluded.open,
      occupants = excluded.occupants, shelves = excluded.shelves, firm = excluded.firm`,
  )
}

function plots(ticks: readonly TickCommit[]): Statement[] {
  const last = new Map<string, (string | number | null)[]>()
  for (const { branch, district, tick, plots = [] } of ticks) {
    for (const { plot, owner, deed } of plots) {
      const told = deed === undefined ? null : JSON.stringify(deed)
      last.set(`${branch}/${plot}`, [branch, plot, district, tick, owner ?? null, told])
    }
  }
  return insertMany(
    columnsOf([...last.values()]),
    `insert into plots (branch, plot, district, tick, owner, deed)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::text[])
    on conflict (branch, plot) do update set district = excluded.district, tick = excluded.tick, owner = excluded.owner,
      deed = excluded.deed`,
  )
}
