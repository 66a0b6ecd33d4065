// Measures what each store takes on disk and drops its oldest whole spans when they are too old or too much. [§15, storage]
import { must } from '@civitas/kit'
import { type Database, read, type Row, run } from '../database.ts'
import {
  beginsSpan,
  type Caps,
  firstSpanKept,
  snapshotsOverCap,
  type Span,
  SPANNED,
  type SpannedStore,
  STORAGE,
  type StorageState,
  storageState,
} from '../storage.ts'
import { dropDigests } from './digests.ts'
import { integer, text } from './row.ts'
import { deleteSnapshots } from './snapshots.ts'

const TABLES: Record<SpannedStore, string> = {
  journal: 'ticks',
  texts: 'texts',
  streams: 'streams',
  actions: 'actions',
}

/** Bytes of each store in a span that has partitions. */
type SpanOnDisk = Span & { bytes: Record<SpannedStore, number>; stores: Set<SpannedStore> }

interface Measured {
  spans: SpanOnDisk[]
  snapshots: number
  digests: number
  total: number
  /** Of the embedded database alone. */
  log: number | undefined
  isFull: boolean
}

/** Begins a span when it is time, drops what is past its retention or above its cap, and tells what is left. */
export async function trim(database: Database, caps: Caps, nowMs: number): Promise<StorageState> {
  const { spans } = await measure(database)
  if (beginsSpan(spans.at(-1), caps, nowMs)) spans.push(await beginSpan(database, nowMs))
  const needed = await neededSpan(database)
  for (const store of SPANNED) {
    const own = spans.filter(({ stores }) => stores.has(store)).map((span) => ({ ...span, bytes: span.bytes[store] }))
    const limits = { keptMs: STORAGE[store].keptMs, capBytes: caps[store], nowMs }
    const first = firstSpanKept(own, store === 'journal' && needed !== undefined ? { ...limits, needed } : limits)
    for (const { number } of own) {
      if (number < first) await run(database, 'select drop_span($1, $2)', [TABLES[store], number])
    }
  }
  await dropSnapshots(database, caps)
  await dropDigests(database, caps.digests)
  const after = await measure(database)
  const oldest = after.spans.find(({ stores }) => stores.size > 0)
  if (oldest) await run(database, 'delete from spans where number < $1', [oldest.number])
  const state = storageState(bytesOf(after), caps)
  if (state.isFull !== after.isFull) await setFull(database, state.isFull)
  return state
}

async function measure(database: Database): Promise<Measured> {
  const [partitions = [], spans = [], [sums] = [], [log] = []] = await database.batch(
    [
      { sql: PARTITIONS },
      { sql: 'select number, from_ms from spans order by number' },
      { sql: SUMS },
      ...(database.kind === 'embedded' ? [{ sql: LOG }] : []),
    ],
    { repeatable: true },
  )
  const { snapshots, digests, total, is_full: isFull } = must(sums, 'sums')
  return {
    spans: spans.map((row) => onDisk(row, partitions)),
    snapshots: Number(snapshots),
    digests: Number(digests),
    total: Number(total),
    log: log && integer(log, 'bytes'),
    isFull: isFull === true,
  }
}

function onDisk(row: Row, partitions: readonly Row[]): SpanOnDisk {
  const span: SpanOnDisk = {
    number: integer(row, 'number'),
    fromMs: integer(row, 'from_ms'),
    bytes: { journal: 0, texts: 0, streams: 0, actions: 0 },
    stores: new Set(),
  }
  for (const partition of partitions) {
    if (partition['span'] !== span.number) continue
    const store = must(
      SPANNED.find((name) => TABLES[name] === partition['parent']),
      'a store of spans',
    )
    span.stores.add(store)
    span.bytes[store] = integer(partition, 'bytes')
  }
  return span
}

/** With indexes and long values. One that is being dropped has no size. */
const PARTITIONS = `
  select p.relname as parent, substring(c.relname from '_[ds](\\d+)$')::int4 as span,
    coalesce(pg_total_relation_size(c.oid), 0) as bytes
  from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
  where i.inhparent in ('ticks'::regclass, 'texts'::regclass, 'streams'::regclass, 'actions'::regclass)`

const SUMS = `
  select pg_total_relation_size('snapshots') + pg_total_relation_size('snapshot_parts') as snapshots,
    pg_total_relation_size('digests') as digests, pg_database_size(current_database()) as total, exists (select 1 from storage where is_full) as is_full`

const LOG = 'select coalesce(sum(size), 0)::int8 as bytes from pg_ls_waldir()'

function bytesOf({ spans, snapshots, digests, total, log }: Measured) {
  const bytes = { journal: 0, texts: 0, streams: 0, actions: 0 }
  for (const span of spans) for (const store of SPANNED) bytes[store] += span.bytes[store]
  const known = SPANNED.reduce((sum, store) => sum + bytes[store], snapshots + digests)
  return { ...bytes, snapshots, digests, registers: Math.max(0, total - known), ...(log !== undefined && { log }) }
}

/** Of two that do so at once, the second changes nothing. */
async function beginSpan(database: Database, nowMs: number): Promise<SpanOnDisk> {
  const [newest] = await read(database, 'select coalesce(max(number), 0) as number from spans')
  const number = integer(must(newest, 'a number'), 'number') + 1
  const fromMs = Math.trunc(nowMs)
  await database.batch(
    [
      { sql: 'select make_span($1)', params: [number] },
      { sql: 'insert into spans (number, from_ms) values ($1, $2) on conflict do nothing', params: [number, fromMs] },
    ],
    { repeatable: true },
  )
  return { number, fromMs, bytes: { journal: 0, texts: 0, streams: 0, actions: 0 }, stores: new Set(SPANNED) }
}

/** First span of the journal from which a recovery reads: that of the newest snapshot of each district, or of its first tick. */
async function neededSpan(database: Database): Promise<number | undefined> {
  const [row] = await read(
    database,
    `select min(n.span) as span from heads h cross join lateral (
      select t.span from ticks t where t.branch = h.branch and t.district = h.district and t.tick >= coalesce(
        (select max(s.tick) from snapshots s where s.branch = h.branch and s.district = h.district), 0)
      order by t.tick limit 1) n`,
  )
  return row?.['span'] == null ? undefined : integer(row, 'span')
}

async function dropSnapshots(database: Database, caps: Caps): Promise<void> {
  const rows = await read(
    database,
    `select s.branch, s.district, s.tick, s.wall_ms, (
        select coalesce(sum(octet_length(p.bytes)), 0)::int8 from snapshot_parts p
        where p.branch = s.branch and p.district = s.district and p.tick = s.tick) as bytes
      from snapshots s`,
  )
  const snapshots = rows.map((row) => ({
    branch: text(row, 'branch'),
    district: text(row, 'district'),
    tick: integer(row, 'tick'),
    wallMs: integer(row, 'wall_ms'),
    bytes: integer(row, 'bytes'),
  }))
  for (const { branch, district, tick } of snapshotsOverCap(snapshots, caps.snapshots)) {
    await deleteSnapshots(database, branch, district, [tick])
  }
}

async function setFull(database: Database, isFull: boolean): Promise<void> {
  await run(
    database,
    'insert into storage (is_full) values ($1) on conflict (only_row) do update set is_full = excluded.is_full',
    [isFull],
  )
}
