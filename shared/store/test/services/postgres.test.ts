import { randomUUID } from 'node:crypto'
import { must } from '@civitas/kit'
import { Client } from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { openPostgresStore } from '../../src/index.ts'
import { silentLog } from '../../src/log.ts'
import { newMasterKey } from '../../src/seal.ts'
import { storeContract } from '../contracts/store.suite.ts'

const server = must(process.env['SERVICES_DATABASE_URL'], 'SERVICES_DATABASE_URL: run `npm run test:services`')
const made: string[] = []

storeContract(async () => openPostgresStore({ url: await newDatabase(), masterKey: newMasterKey(), log: silentLog }))

describe('PostgreSQL', () => {
  test('two processes may open the same empty database at once', async () => {
    const options = { url: await newDatabase(), masterKey: newMasterKey(), log: silentLog }
    const [one, two] = await Promise.all([openPostgresStore(options), openPostgresStore(options)])
    expect(await one.health()).toMatchObject({ ok: true })
    expect(await two.health()).toMatchObject({ ok: true })
    await Promise.all([one.close(), two.close()])
  })
})

afterAll(async () => {
  for (const name of made) await onServer(`drop database if exists ${name} with (force)`)
})

async function newDatabase(): Promise<string> {
  const name = `civitas_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  made.push(name)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(sql)
  await client.end()
}
