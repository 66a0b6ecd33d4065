import { describe, expect, test } from 'vitest'
import type { Account, AgentKey, Session, Store } from '../../src/index.ts'
import { newName } from '../helpers/make.ts'

const accountOf = (email: string): Account => ({
  id: newName(),
  email,
  displayName: 'Ada Lovelace',
  passwordHash: '$argon2id$x',
  admin: false,
  createdMs: 1_700_000_000_000,
})

const sessionOf = (accountId: string, createdMs = 1): Session => ({
  id: newName(),
  accountId,
  refreshHash: 'r0',
  createdMs,
  expiresMs: 5_000_000_000_000,
  userAgent: 'test',
})

export function accountsSuite(store: () => Store): void {
  describe('Accounts', () => {
    test('an account is found by id and by e-mail in any case', async () => {
      const account = accountOf(`Ada.${newName()}@Example.org`)
      expect(await store().accounts.create(account)).toBe(true)
      expect(await store().accounts.byId(account.id)).toEqual(account)
      expect(await store().accounts.byEmail(account.email.toUpperCase())).toEqual(account)
      expect(await store().accounts.byId(newName())).toBeUndefined()
      expect(await store().accounts.byEmail(`${newName()}@example.org`)).toBeUndefined()
    })

    test('an e-mail is taken once, whatever its case', async () => {
      const first = accountOf(`${newName()}@example.org`)
      const second = { ...accountOf(first.email.toUpperCase()), admin: true }
      expect(await store().accounts.create(first)).toBe(true)
      expect(await store().accounts.create(second)).toBe(false)
      expect(await store().accounts.byId(second.id)).toBeUndefined()
      expect(await store().accounts.byEmail(second.email)).toEqual(first)
    })

    test('of many who want an e-mail at once, one gets it', async () => {
      const email = `${newName()}@example.org`
      const created = await Promise.all(Array.from({ length: 6 }, () => store().accounts.create(accountOf(email))))
      expect(created.filter(Boolean)).toHaveLength(1)
    })
  })

  describe('Sessions', () => {
    test('sessions are listed by account, oldest first, and end', async () => {
      const account = newName()
      const [young, old] = [sessionOf(account, 2), sessionOf(account, 1)]
      await store().sessions.create(young)
      await store().sessions.create(old)
      expect(await store().sessions.list(account)).toEqual([old, young])
      await store().sessions.delete(old.id)
      expect(await store().sessions.byId(old.id)).toBeUndefined()
      expect(await store().sessions.byId(young.id)).toEqual(young)
    })

    test('a refresh token works once; used again, it ends the session for both', async () => {
      const session = sessionOf(newName())
      await store().sessions.create(session)
      expect(await store().sessions.rotate(session.id, 'r0', 'r1', 6_000_000_000_000)).toBe(true)
      const rotated = { ...session, refreshHash: 'r1', expiresMs: 6_000_000_000_000 }
      expect(await store().sessions.byId(session.id)).toEqual(rotated)
      expect(await store().sessions.rotate(session.id, 'r0', 'r2', 7_000_000_000_000)).toBe(false)
      expect(await store().sessions.byId(session.id)).toBeUndefined()
      expect(await store().sessions.rotate(session.id, 'r1', 'r3', 7_000_000_000_000)).toBe(false)
    })
  })

  describe('AgentKeys', () => {
    const keyOf = (resident: number, createdMs: number): AgentKey => ({
      id: newName(),
      resident,
      hash: 'h',
      scopes: ['observe', 'act'],
      createdMs,
    })

    test('keys are found by id and listed by agent, oldest first', async () => {
      const resident = 1_000_000 + Math.trunc(Math.random() * 1_000_000_000)
      const [young, old] = [keyOf(resident, 2), { ...keyOf(resident, 1), expiresMs: 99 }]
      await store().keys.create(young)
      await store().keys.create(old)
      expect(await store().keys.byId(young.id)).toEqual(young)
      expect(await store().keys.byId(newName())).toBeUndefined()
      expect(await store().keys.list(resident)).toEqual([old, young])
    })

    test('the earlier end of a key stays', async () => {
      const key = keyOf(7, 1)
      await store().keys.create(key)
      expect(await store().keys.expire(key.id, 1_700_000_000_000)).toBe(true)
      await store().keys.expire(key.id, 1_800_000_000_000)
      expect((await store().keys.byId(key.id))?.expiresMs).toBe(1_700_000_000_000)
      await store().keys.expire(key.id, 5)
      expect((await store().keys.byId(key.id))?.expiresMs).toBe(5)
      expect(await store().keys.expire(newName(), 5)).toBe(false)
    })
  })
}
