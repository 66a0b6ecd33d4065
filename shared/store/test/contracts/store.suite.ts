// The contract of a whole store: every adapter runs every suite.
import { afterAll, beforeAll } from 'vitest'
import type { Store } from '../../src/index.ts'
import type { Caps } from '../../src/storage.ts'
import { accountsSuite } from './accounts.suite.ts'
import { agentsSuite } from './agents.suite.ts'
import { auditSuite } from './audit.suite.ts'
import { citySuite } from './city.suite.ts'
import { digestsSuite } from './digests.suite.ts'
import { factsSuite } from './facts.suite.ts'
import { leasesSuite } from './leases.suite.ts'
import { maintainSuite } from './maintain.suite.ts'
import { snapshotsSuite } from './snapshots.suite.ts'
import { storageSuite } from './storage.suite.ts'
import { streamsSuite } from './streams.suite.ts'
import { textsSuite } from './texts.suite.ts'
import { tickLogSuite } from './tick-log.suite.ts'
import { worldEventsSuite } from './world-events.suite.ts'

/** @param open gives a fresh, empty store; all are closed at the end */
export function storeContract(open: (caps?: Caps) => Promise<Store>): void {
  const opened: Store[] = []
  let shared: Store | undefined
  const openAnother = async (caps?: Caps) => {
    const store = await open(caps)
    opened.push(store)
    return store
  }
  const store = () => {
    if (!shared) throw new Error('opened before the tests')
    return shared
  }
  beforeAll(async () => {
    shared = await openAnother()
  })
  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()))
  })

  tickLogSuite(store)
  factsSuite(store)
  snapshotsSuite(store)
  streamsSuite(store)
  textsSuite(store)
  citySuite(store)
  leasesSuite(store)
  accountsSuite(store)
  agentsSuite(store)
  auditSuite(store)
  worldEventsSuite(store)
  digestsSuite(store)
  maintainSuite(openAnother)
  storageSuite(openAnother)
}
