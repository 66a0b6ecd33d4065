// What each store of a city may take on disk and what goes first when it takes more: one table, and the decisions that follow from it. [§15, storage]
import { DAY_MS, dayOf } from './retention.ts'

interface Policy {
  holds: string
  /** Part of the whole limit that is its cap. */
  share: number
  /** How long it is kept while it is below its cap; what ended longer ago goes. Absent: as long as it is needed. */
  keptMs?: number
  /** For people: how long, in which unit it goes, and what is missed then. */
  kept: string
  drops: string
}

/** Stores whose rows lie in spans: one partition for each, dropped whole. */
export const SPANNED = ['journal', 'texts', 'streams', 'actions'] as const
export type SpannedStore = (typeof SPANNED)[number]

/** The docs table of docs/operations/storage.md is made from this. Shares add up to one. */
export const STORAGE = {
  journal: {
    holds: 'inputs, outcomes, facts and sealed words of each tick',
    share: 0.25,
    keptMs: 7 * DAY_MS,
    kept: '7 days, and always what a recovery from the newest snapshots needs',
    drops: 'oldest span: replay and feed begin later',
  },
  texts: {
    holds: 'where each text lies in the journal',
    share: 0.05,
    keptMs: 7 * DAY_MS,
    kept: '7 days',
    drops: 'oldest span: words of before are gone',
  },
  streams: {
    holds: "agents' streams",
    share: 0.12,
    keptMs: DAY_MS,
    kept: '1 day; a cursor reaches back one hour [STR-2]',
    drops: 'oldest span: older cursors get a `gap`',
  },
  actions: {
    holds: 'results by `action_id`',
    share: 0.37,
    keptMs: DAY_MS,
    kept: '24 hours [ACT-7]',
    drops: 'oldest span: older keys are new again',
  },
  snapshots: {
    holds: 'states to recover from',
    share: 0.12,
    kept: 'one a minute for an hour, one an hour for a day, one a day beyond',
    drops: 'oldest snapshot, never the newest of a district',
  },
  digests: {
    holds: 'city days in numbers, of each district',
    share: 0.01,
    kept: 'the newest 4,000 city days',
    drops: 'oldest days: indicators begin later',
  },
  registers: {
    holds: "accounts, agents, buildings, land, commands on their way, the database's own catalogues",
    share: 0.05,
    kept: 'as long as the city',
    drops: 'nothing: it warns',
  },
  log: {
    holds: "the embedded database's write-ahead log; a server's is its own matter",
    share: 0.03,
    kept: 'until the next checkpoint',
    drops: 'rewritten in place',
  },
} as const satisfies Record<string, Policy>

export type StoreName = keyof typeof STORAGE
/** Bytes that each store may take. */
export type Caps = Readonly<Record<StoreName, number>>
export const STORE_NAMES = Object.keys(STORAGE) as StoreName[]

/** All stores together, unless the configuration says otherwise. */
export const STORAGE_MB = 5_000
const MB = 1_000_000
/** Where a store begins to warn. */
const WARNING_SHARE = 0.8
/** A span of a store ends when it takes this part of the cap: small enough that dropping one is no great loss. */
const SPAN_SHARE = 1 / 8
/** Above this part of its cap a store drops its oldest spans: what is left is room to grow in until the next look. */
const SPANS_SHARE = 7 / 8
/** The same for rows that go one by one, whose room is given back by the next vacuum only. */
const ROWS_SHARE = 3 / 4
/** City days that digests are kept for: 200 real days at 20 city seconds a second. A row takes about a kilobyte. */
const DIGEST_DAYS = 4_000

export function capsOf(totalMb: number): Caps {
  const caps = STORE_NAMES.map((name) => [name, Math.floor(STORAGE[name].share * totalMb * MB)])
  return Object.fromEntries(caps) as Record<StoreName, number>
}

export interface StoreUsage {
  store: StoreName
  /** On disk, measured. In memory: as JSON. */
  bytes: number
  capBytes: number
}

export interface StorageState {
  /** Of every store that there is. */
  stores: StoreUsage[]
  /** All caps together are used up by what must not be dropped: no tick is committed until there is room. */
  isFull: boolean
}

export function storageState(bytes: Partial<Record<StoreName, number>>, caps: Caps): StorageState {
  const stores = STORE_NAMES.flatMap((store) => {
    const taken = bytes[store]
    return taken === undefined ? [] : [{ store, bytes: taken, capBytes: caps[store] }]
  })
  // The log keeps itself small: it is none of what could be dropped.
  const own = stores.filter(({ store }) => store !== 'log')
  const room = own.reduce((sum, usage) => sum + usage.capBytes - usage.bytes, 0)
  return { stores, isFull: room <= 0 }
}

/** What an operator should know, one sentence for each store at 80 % of its cap or more. */
export function storageWarnings({ stores, isFull }: StorageState): string[] {
  const near = stores.filter(({ bytes, capBytes }) => bytes >= WARNING_SHARE * capBytes)
  const told = near.map(({ store, bytes, capBytes }) => {
    const percent = Math.floor((bytes / capBytes) * 100)
    return `storage: ${store} takes ${inMb(bytes)} of ${inMb(capBytes)} MB (${percent} %); at its cap: ${STORAGE[store].drops}`
  })
  return isFull ? ['storage: full, no tick is committed. Raise STORAGE_MB.', ...told] : told
}

/** One decimal below 10 MB. */
function inMb(bytes: number): string {
  const mb = bytes / MB
  return mb < 10 ? mb.toFixed(1) : String(Math.round(mb))
}

/** A stretch of time; it ends where the next one begins. */
export interface Span {
  number: number
  fromMs: number
}

/** Is it time for a new span: a new UTC day, or so much in a partition of the current one? */
export function beginsSpan(
  current: { fromMs: number; bytes: Readonly<Record<SpannedStore, number>> } | undefined,
  caps: Caps,
  nowMs: number,
): boolean {
  if (!current || dayOf(current.fromMs) < dayOf(nowMs)) return true
  return SPANNED.some((store) => current.bytes[store] >= caps[store] * SPAN_SHARE)
}

/**
 * Number of the first span of a store that stays. Those before it are too old, or the oldest of more than the cap holds.
 * The newest span always stays, and so does everything from `needed` on.
 * @param spans with the bytes that the store has in them, oldest first
 */
export function firstSpanKept(
  spans: readonly (Span & { bytes: number })[],
  of: { keptMs: number; capBytes: number; nowMs: number; needed?: number },
): number {
  const { keptMs, capBytes, nowMs, needed = Infinity } = of
  let bytes = spans.reduce((sum, span) => sum + span.bytes, 0)
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1]
    const isOld = next !== undefined && next.fromMs <= nowMs - keptMs
    const isTooMuch = bytes > capBytes * SPANS_SHARE
    if (!next || span.number >= needed || !(isOld || isTooMuch)) return span.number
    bytes -= span.bytes
  }
  return 0
}

/** Snapshots to drop, oldest first, so that the rest fits the cap: never the newest of a district. */
export function snapshotsOverCap<S extends { branch: string; district: string; tick: number; wallMs: number }>(
  snapshots: readonly (S & { bytes: number })[],
  capBytes: number,
): S[] {
  const newest = new Map<string, number>()
  for (const { branch, district, tick } of snapshots) {
    const place = `${branch}/${district}`
    newest.set(place, Math.max(newest.get(place) ?? 0, tick))
  }
  let bytes = snapshots.reduce((sum, snapshot) => sum + snapshot.bytes, 0)
  const dropped: S[] = []
  for (const snapshot of [...snapshots].sort((a, b) => a.wallMs - b.wallMs || a.tick - b.tick)) {
    if (bytes <= capBytes * ROWS_SHARE) break
    if (newest.get(`${snapshot.branch}/${snapshot.district}`) === snapshot.tick) continue
    dropped.push(snapshot)
    bytes -= snapshot.bytes
  }
  return dropped
}

/** Rows of digests to drop, oldest days first: never the newest day of a branch. */
export function digestDaysOverCap<D extends { branch: string; day: number; bytes: number }>(
  days: readonly D[],
  capBytes: number,
): D[] {
  const newest = new Map<string, number>()
  for (const { branch, day } of days) newest.set(branch, Math.max(newest.get(branch) ?? 0, day))
  const age = ({ branch, day }: D) => (newest.get(branch) ?? day) - day
  let bytes = days.reduce((sum, day) => sum + day.bytes, 0)
  return [...days]
    .sort((a, b) => age(b) - age(a))
    .filter((day) => {
      const goes = age(day) >= DIGEST_DAYS || (age(day) > 0 && bytes > capBytes * ROWS_SHARE)
      if (goes) bytes -= day.bytes
      return goes
    })
}
