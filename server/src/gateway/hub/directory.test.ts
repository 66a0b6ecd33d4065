import { ManualClock } from '@civitas/kit'
import { openMemoryStore, type Store } from '@civitas/store'
import { beforeEach, describe, expect, it } from 'vitest'
import { CachedDirectory } from './directory.ts'
import { ACTIVITY_TRUST_MS, NAME_TRUST_MS, RECORD_TRUST_MS, UNSETTLED_TRUST_MS } from './limits.ts'

const ANNA = 7

describe('the cached register', () => {
  let store: Store
  let clock: ManualClock
  let directory: CachedDirectory
  let reads: number

  beforeEach(async () => {
    store = openMemoryStore()
    clock = new ManualClock()
    reads = 0
    const { agents } = store
    const getMany = agents.getMany.bind(agents)
    agents.getMany = (...query) => {
      reads++
      return getMany(...query)
    }
    await agents.register('main', [{ resident: ANNA, name: 'Anna', district: 'old-town' }])
    directory = new CachedDirectory({ store, clock, branch: 'main' })
  })

  it('trusts a living resident’s record for as long as a key, and for less where asked to', async () => {
    await directory.get(ANNA)
    await clock.advance(RECORD_TRUST_MS - 1)
    await directory.get(ANNA)
    expect(reads).toBe(1)
    await directory.get(ANNA, ACTIVITY_TRUST_MS)
    expect(reads).toBe(2)
    await clock.advance(RECORD_TRUST_MS)
    await directory.get(ANNA)
    expect(reads).toBe(3)
  })

  it('looks again soon for one that is not there yet', async () => {
    expect(await directory.get(8)).toBeUndefined()
    await store.agents.register('main', [{ resident: 8, name: 'Bert', district: 'market' }])
    await clock.advance(UNSETTLED_TRUST_MS)
    expect(await directory.get(8)).toMatchObject({ name: 'Bert', district: 'market' })
  })

  it('knows a change at once when told of it, also while a read is under way', async () => {
    const before = directory.get(ANNA)
    await store.agents.update('main', ANNA, { name: 'Anne' })
    directory.forget(ANNA)
    await before
    expect(await directory.get(ANNA)).toMatchObject({ name: 'Anne' })
  })

  it('reads all names of a message at once, and calls the unknown by their id', async () => {
    expect(await directory.names([ANNA, 8, 9])).toEqual(
      new Map([
        [ANNA, 'Anna'],
        [8, 'a8'],
        [9, 'a9'],
      ]),
    )
    expect([reads, directory.missing([ANNA, 8])]).toEqual([1, []])
    await clock.advance(NAME_TRUST_MS)
    expect(directory.missing([ANNA])).toEqual([ANNA])
  })
})
