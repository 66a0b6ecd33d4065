import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { askControl, openEmbeddedStore } from '../../src/index.ts'
import { silentLog } from '../../src/log.ts'
import { cleanDirectories, newDirectory, rememberingLog, templateDir } from '../helpers/directories.ts'

cleanDirectories()

const account = { id: 'x1', email: 'mayor@example.org', displayName: 'Mayor', passwordHash: '$h', createdMs: 1 }

describe('control.sock', () => {
  test('answers while the store is open, to its owner only, and is gone afterwards', async () => {
    const dataDir = await newDirectory()
    expect(await askControl(dataDir, { command: 'status' })).toBeUndefined()
    const store = await openEmbeddedStore({ dataDir, templateDir: await templateDir(), log: silentLog })

    expect((await stat(join(dataDir, 'control.sock'))).mode & 0o777).toBe(0o600)
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
    expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600)
    expect(await askControl(dataDir, { command: 'status' })).toMatchObject({ ok: true, pid: process.pid })
    expect(await askControl(dataDir, { command: 'rob the bank' })).toMatchObject({ ok: false })
    expect(await askControl(dataDir, { command: 'toString' })).toMatchObject({ ok: false })

    expect(await askControl(dataDir, { command: 'admin.create', account })).toEqual({ ok: true, created: true })
    expect(await askControl(dataDir, { command: 'admin.create', account })).toEqual({ ok: true, created: false })
    expect(await askControl(dataDir, { command: 'admin.create' })).toMatchObject({ ok: false })
    expect(await store.accounts.byEmail('MAYOR@example.org')).toEqual({ ...account, admin: true })

    await store.close()
    expect(await askControl(dataDir, { command: 'status' })).toBeUndefined()
  })

  test('a path too long for a socket is no reason not to start', async () => {
    const dataDir = join(await newDirectory(), 'a'.repeat(60), 'b'.repeat(60))
    const log = rememberingLog()
    const store = await openEmbeddedStore({ dataDir, templateDir: await templateDir(), log })
    expect(log.lines.some((line) => line.includes('too long'))).toBe(true)
    expect(await store.health()).toMatchObject({ ok: true })
    await store.close()
  })
})
