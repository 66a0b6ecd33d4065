// The storage: does a crowd of outside agents stay within small caps, what do upkeep and commits cost then, and how far back do 5 GB reach?
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  capsOf,
  districtLease,
  openEmbeddedStore,
  STORAGE_MB,
  type StorageState,
  type Store,
  TEMPLATE_DIR,
} from '@civitas/store'
import { encodeWorld, SIM_VERSION } from '../districts/src/sim/index.ts'
import { crowdedTicks } from './journal.bench.ts'
import { type Bench, percentile } from './report.ts'

const TICKS = 900
const AGENTS = 1_000
/** Small enough that every store of spans passes its cap several times. */
const LIMIT_MB = 120
const TRIM_TICKS = 30
const SNAPSHOT_TICKS = 60
/** Not what is measured here: catalogues and log do not shrink with the limit. */
const FIXED = { registers: 100e6, log: 150e6 }
const SPANNED = ['journal', 'streams', 'actions'] as const
const HOUR_TICKS = 3_600
const SILENT = { warn: () => undefined, info: () => undefined, error: () => undefined, debug: () => undefined }

export const bench: Bench = async (options) => {
  const ticks = options.number('ticks', TICKS)
  const agents = options.number('agents', AGENTS)
  const limitMb = options.number('limit-mb', LIMIT_MB)
  const run = await crowd(ticks, agents, limitMb)
  const full = capsOf(STORAGE_MB)
  const reach = SPANNED.map((store) => {
    const bytesPerTick = run.bytesPerTick[store] ?? Number.NaN
    return [`${store}HoursIn5Gb`, full[store] / bytesPerTick / HOUR_TICKS] as const
  })
  return {
    name: 'storage',
    sizes: { ticks, agents, limitMb },
    atBudgetSize: ticks === TICKS && agents === AGENTS && limitMb === LIMIT_MB,
    verdicts: [
      { what: 'most of its cap that any store took', reached: run.worst, limit: 1, unit: '×' },
      { what: 'ticks of the newest recovery still there', reached: run.missing, limit: 0, unit: 'missing' },
    ],
    figures: {
      worstStore: run.worstStore,
      oldestTick: run.firstTick,
      commitMsP50: percentile(run.commitMs, 0.5),
      commitMsP95: percentile(run.commitMs, 0.95),
      commitMsMax: percentile(run.commitMs, 1),
      trimMsP50: percentile(run.trimMs, 0.5),
      trimMsMax: percentile(run.trimMs, 1),
      bytesPerAction: Object.values(run.bytesPerTick).reduce((sum, bytes) => sum + bytes, 0) / agents,
      ...Object.fromEntries(reach),
    },
  }
}

async function crowd(ticks: number, agents: number, limitMb: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-storage-'))
  const caps = { ...capsOf(limitMb), ...FIXED }
  const store = await openEmbeddedStore({ dataDir, templateDir: TEMPLATE_DIR, log: SILENT, caps })
  const commitMs: number[] = []
  const trimMs: number[] = []
  const states: StorageState[] = [await store.trim(Date.now())]
  let wallMs = Date.now()
  let snapshotTick = 0
  try {
    const lease = await store.leases.acquire(districtLease('main', ''), 'bench', 3_600_000)
    for (const { commit, world } of crowdedTicks(ticks, agents)) {
      wallMs += 1_000
      const committed = { ...commit, district: '', wallMs, token: lease?.token ?? 0 }
      const trimming = commit.tick % TRIM_TICKS === 0 ? timed(store, wallMs) : undefined
      const startMs = performance.now()
      await store.tickLog.commit([committed])
      commitMs.push(performance.now() - startMs)
      if (commit.tick % SNAPSHOT_TICKS === 0) {
        const bytes = encodeWorld(world)
        const about = { branch: 'main', district: '', tick: commit.tick, simVersion: SIM_VERSION, stateHash: '-' }
        await store.snapshots.save({ ...about, bytes })
        snapshotTick = commit.tick
      }
      const trimmed = await trimming
      if (trimmed) {
        trimMs.push(trimmed.ms)
        states.push(trimmed.state)
      }
    }
    const [first] = await store.tickLog.read('main', '', 0, 1)
    const left = await store.tickLog.read('main', '', snapshotTick + 1, ticks)
    const head = await store.tickLog.head('main', '')
    const missing = (head?.tick ?? 0) - snapshotTick - left.length
    return { commitMs, trimMs, missing, firstTick: first?.tick ?? 0, ...worstOf(states), bytesPerTick: growth(states) }
  } finally {
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function timed(store: Store, nowMs: number): Promise<{ ms: number; state: StorageState }> {
  const startMs = performance.now()
  const state = await store.trim(nowMs)
  return { ms: performance.now() - startMs, state }
}

/** Of what upkeep left: between two looks a store grows by what is written. */
function worstOf(states: readonly StorageState[]) {
  const all = states.flatMap(({ stores }) => stores)
  const [worst] = all.toSorted((a, b) => b.bytes / b.capBytes - a.bytes / a.capBytes)
  return { worst: worst ? worst.bytes / worst.capBytes : Number.NaN, worstStore: worst?.store ?? 'none' }
}

/** From the first look to the third, before anything is dropped. */
function growth(states: readonly StorageState[]): Record<string, number> {
  const bytesOf = (state: StorageState | undefined, name: string) =>
    state?.stores.find(({ store }) => store === name)?.bytes ?? 0
  const grown = (name: string) => (bytesOf(states[3], name) - bytesOf(states[1], name)) / (2 * TRIM_TICKS)
  return Object.fromEntries(SPANNED.map((name) => [name, grown(name)]))
}
