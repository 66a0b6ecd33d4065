// A run on the real SQL and PGlite instead of memory. Its calls take real time, so virtual time waits for them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedStore, type Store, TEMPLATE_DIR } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'

/** A new city's store in a directory of its own, which goes with it. Leases run out by `nowMs`, not by the database's clock. */
export async function openSimDatabase(nowMs: () => number): Promise<Store> {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-sim-'))
  const store = await openEmbeddedStore({ dataDir, templateDir: TEMPLATE_DIR, log: quietTelemetry().log })
  await store.maintain(nowMs())
  keepLeasesBy(store, nowMs)
  return {
    ...store,
    async close() {
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** What the database's own clock would say of each lease if it ran on virtual time. */
function keepLeasesBy({ leases }: Store, nowMs: () => number): void {
  const until = new Map<string, number>()
  const acquire = leases.acquire.bind(leases)
  const renew = leases.renew.bind(leases)
  const release = leases.release.bind(leases)
  leases.acquire = async (name, holder, ttlMs, force = false) => {
    if (!force && (until.get(name) ?? 0) > nowMs()) return undefined
    const taken = await acquire(name, holder, ttlMs, true)
    if (taken) until.set(name, nowMs() + ttlMs)
    return taken
  }
  leases.renew = async (name, token, ttlMs) => {
    const renewed = await renew(name, token, ttlMs)
    if (renewed) until.set(name, nowMs() + ttlMs)
    return renewed
  }
  leases.release = async (name, token) => {
    if (await renew(name, token, 1)) until.delete(name)
    await release(name, token)
  }
}
