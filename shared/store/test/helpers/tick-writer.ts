// Run as a child process that is killed: commits ticks for ever and prints each one after its commit.
import { must } from '@civitas/kit'
import { districtLease, openEmbeddedStore } from '../../src/index.ts'
import { silentLog } from '../../src/log.ts'
import { resultOf, tickOf } from './make.ts'

const [dataDir, templateDir] = process.argv.slice(2)
const store = await openEmbeddedStore({
  dataDir: must(dataDir, 'a data directory'),
  templateDir: must(templateDir, 'a template directory'),
  log: silentLog,
})
const [branch, district] = ['main', 'old-town']
const lease = must(await store.leases.acquire(districtLease(branch, district), 'child', 60_000, true), 'a lease')
const first = ((await store.tickLog.head(branch, district))?.tick ?? 0) + 1
for (let tick = first; ; tick++) {
  const streams = Array.from({ length: 50 }, (_, i) => ({ resident: 1_000_000 + i, item: resultOf(tick, tick) }))
  await store.tickLog.commit([tickOf({ branch, district, token: lease.token }, tick, { streams })])
  process.stdout.write(`${tick}\n`)
}
