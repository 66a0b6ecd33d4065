import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createPasswords } from '@civitas/server/accounts/passwords'
import { openStore, readStoreConfig } from '@civitas/store'
import { afterAll, expect, test } from 'vitest'

const run = promisify(execFile)
const script = join(import.meta.dirname, '..', '..', 'scripts', 'admin.ts')
const silent = { info: () => {}, warn: () => {} }
const directories: string[] = []

afterAll(async () => {
  await Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true })))
})

test('npm run admin makes an administrator while no city lives, and through control.sock while one does', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-admin-'))
  directories.push(dataDir)
  const env = { ...process.env, DATA_DIR: dataDir }
  const admin = (...words: string[]) => run(process.execPath, [script, ...words], { env })

  const first = passwordIn((await admin('create', 'first@example.org')).stdout)
  const store = await openStore(readStoreConfig({ DATA_DIR: dataDir }), silent)
  const second = passwordIn((await admin('create', 'second@example.org')).stdout)
  await expect(admin('create', 'SECOND@example.org')).rejects.toMatchObject({ code: 1, stderr: /an account already/ })
  await expect(admin('create', 'no address')).rejects.toMatchObject({ code: 1, stderr: /no e-mail address/ })
  await expect(admin('destroy')).rejects.toMatchObject({ code: 2, stderr: /^Usage/ })

  for (const [email, password] of [
    ['first@example.org', first],
    ['second@example.org', second],
  ] as const) {
    const account = await store.accounts.byEmail(email)
    expect(account?.admin).toBe(true)
    expect(await createPasswords().verify(account?.passwordHash, password)).toBe(true)
  }
  await store.close()
})

function passwordIn(output: string): string {
  return /^Password +(\w{20})$/m.exec(output)?.[1] ?? ''
}
