import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  DataDirLockedError,
  MasterKeyError,
  openEmbeddedStore,
  openStore,
  readStoreConfig,
  StoreUnavailableError,
} from '../../src/index.ts'
import { silentLog } from '../../src/log.ts'
import { newMasterKey } from '../../src/seal.ts'
import { cleanDirectories, newDirectory, templateDir } from '../helpers/directories.ts'
import { newPlace, tickOf } from '../helpers/make.ts'

cleanDirectories()

describe('openEmbeddedStore', () => {
  test('makes and migrates a directory on the spot when there is no template', async () => {
    const dataDir = join(await newDirectory(), 'deep', 'city')
    const store = await openEmbeddedStore({ dataDir, log: silentLog })
    await newPlace(store, 'main')
    await store.close()
    const again = await openEmbeddedStore({ dataDir, log: silentLog })
    expect(await again.leases.acquire('district:main:old-town', 'b', 1)).toBeUndefined()
    await again.close()
  })

  test('a directory in use is refused, and the refusal leaves the user alone', async () => {
    const options = { dataDir: await newDirectory(), templateDir: await templateDir(), log: silentLog }
    const store = await openEmbeddedStore(options)
    await expect(openEmbeddedStore(options)).rejects.toThrow(DataDirLockedError)
    const place = await newPlace(store)
    await store.tickLog.commit([tickOf(place, 1)])
    await store.close()
    await expect(store.tickLog.head(place.branch, place.district)).rejects.toThrow(StoreUnavailableError)
  })

  test('another master key is refused at once, and lets go of the directory', async () => {
    const options = { dataDir: await newDirectory(), templateDir: await templateDir(), log: silentLog }
    await (await openEmbeddedStore(options)).close()
    await expect(openEmbeddedStore({ ...options, masterKey: newMasterKey() })).rejects.toThrow(MasterKeyError)
    await rm(join(options.dataDir, 'master.key'))
    await expect(openEmbeddedStore(options)).rejects.toThrow(/must be the key that this store was written under/)
    expect(await readdir(options.dataDir)).not.toContain('lock')
  })

  test('[DET-5] no name, word or persona lies readable on the disk', async () => {
    const dataDir = await newDirectory()
    const store = await openEmbeddedStore({ dataDir, templateDir: await templateDir(), log: silentLog })
    const place = await newPlace(store)
    const words = ['Zyxwvutsrq', 'Qponmlkjih', 'Gfedcbazyx', 'Wvutsrqpon', 'Mlkjihgfed'] as const
    await store.agents.register(place.branch, [{ resident: 1, name: words[0], district: 'old-town' }])
    await store.agents.create({
      branch: place.branch,
      accountId: 'x',
      name: words[1],
      persona: words[2],
      mind: 'external',
      district: 'old-town',
      commandId: 'c1',
      command: (resident) => ({ kind: 'retire', resident }),
    })
    const text = { id: 't1', kind: 'speech' as const, text: words[3] }
    await store.tickLog.commit([tickOf(place, 1, { texts: [text] })])
    await store.city.secret('signing', Buffer.from(words[4]))
    await store.close()

    const files = await readdir(join(dataDir, 'db'), { recursive: true, withFileTypes: true })
    const found: string[] = []
    for (const file of files.filter((entry) => entry.isFile())) {
      const content = await readFile(join(file.parentPath, file.name))
      found.push(...words.filter((word) => content.includes(word)))
    }
    expect(found).toEqual([])
  })

  test('a directory that is none of ours is refused with a reason', async () => {
    const dataDir = await newDirectory()
    await writeFile(join(dataDir, 'db'), 'a file, not a folder')
    await expect(openEmbeddedStore({ dataDir, log: silentLog })).rejects.toThrow(StoreUnavailableError)
    expect(await readdir(dataDir)).not.toContain('lock')
  })
})

describe('openStore', () => {
  test('DATABASE_URL without CIVITAS_MASTER_KEY is refused, naming both', async () => {
    const config = readStoreConfig({ DATABASE_URL: 'postgres://localhost/none' })
    await expect(openStore(config, silentLog)).rejects.toThrow(/CIVITAS_MASTER_KEY .* DATABASE_URL/)
  })

  test('an unreachable DATABASE_URL is a clear error that does not repeat the password', async () => {
    const environment = { DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/none', CIVITAS_MASTER_KEY: newMasterKey() }
    const refusal = await openStore(readStoreConfig(environment), silentLog).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(StoreUnavailableError)
    expect(String(refusal)).toMatch(/DATABASE_URL: the database cannot be reached/)
    expect(String(refusal)).not.toContain('hunter2')
  })

  test('without one, the embedded store of DATA_DIR is opened', async () => {
    const store = await openStore(readStoreConfig({ DATA_DIR: await newDirectory() }), silentLog)
    expect(store.kind).toBe('embedded')
    await store.close()
  })
})
