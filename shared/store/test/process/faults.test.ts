import { describe, expect, test } from 'vitest'
import {
  type Faults,
  openEmbeddedStore,
  StoreUnavailableError,
  UnknownOutcomeError,
  withFaults,
} from '../../src/index.ts'
import { silentLog } from '../../src/log.ts'
import { cleanDirectories, newDirectory, templateDir } from '../helpers/directories.ts'
import { newPlace, tickOf } from '../helpers/make.ts'

cleanDirectories()

async function openBreakable() {
  const switches: Faults[] = []
  const store = await openEmbeddedStore({
    dataDir: await newDirectory(),
    templateDir: await templateDir(),
    log: silentLog,
    decorate: (pglite) => {
      const { database, faults } = withFaults(pglite)
      switches.push(faults)
      return database
    },
  })
  return { store, faults: switches[0] as Faults }
}

describe('withFaults', () => {
  test('[ACT-8] a full disk refuses commits, reads go on, and the store is as before once there is room', async () => {
    const { store, faults } = await openBreakable()
    const place = await newPlace(store)
    await store.tickLog.commit([tickOf(place, 1)])
    faults.start('disk_full')
    await expect(store.tickLog.commit([tickOf(place, 2)])).rejects.toThrow(StoreUnavailableError)
    expect(await store.tickLog.head(place.branch, place.district)).toMatchObject({ tick: 1 })
    faults.heal()
    await store.tickLog.commit([tickOf(place, 2)])
    expect(await store.tickLog.head(place.branch, place.district)).toMatchObject({ tick: 2 })
    await store.close()
  })

  test('[ACT-5] a lost answer is an unknown outcome, which the head tells', async () => {
    const { store, faults } = await openBreakable()
    const place = await newPlace(store)
    faults.start('answer_lost')
    await expect(store.tickLog.commit([tickOf(place, 1)])).rejects.toThrow(UnknownOutcomeError)
    expect(await store.tickLog.head(place.branch, place.district)).toMatchObject({ tick: 1 })
    await store.close()
  })
})
