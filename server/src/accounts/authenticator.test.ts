import { createInProcessBus } from '@civitas/bus'
import { ManualClock } from '@civitas/kit'
import { openMemoryStore } from '@civitas/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAccessTokens } from './access-tokens.ts'
import { CachedAuthenticator } from './authenticator.ts'
import { createKeyDesk, ROTATION_OVERLAP_MS } from './keys.ts'

const RESIDENT = 1_000_000
const turns = async () => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve))
}

const clock = new ManualClock(1_000)
const bus = createInProcessBus()
const store = openMemoryStore({ nowMs: () => clock.wallMs() })
const desk = createKeyDesk(store.keys, bus, clock)
let authenticator: CachedAuthenticator
let hold: Promise<void> | undefined
beforeEach(() => {
  hold = undefined
  const keys = {
    async byId(id: string) {
      const found = await store.keys.byId(id)
      await hold
      return found
    },
  }
  const tokens = createAccessTokens(store.city, clock)
  authenticator = new CachedAuthenticator({ keys, sessions: store.sessions, tokens, bus, clock })
})
afterEach(() => authenticator.stop())

async function made(): Promise<{ key_id: string; key: string }> {
  const key = await desk.create(RESIDENT, ['observe'])
  if (!key) throw new Error('no key')
  return key
}

test('[§11] what the store said before a revocation is not remembered after it', async () => {
  const { key, key_id } = await made()
  const slow = Promise.withResolvers<void>()
  hold = slow.promise
  const asked = authenticator.key(key)
  await turns()
  await desk.revoke(RESIDENT, key_id)
  await turns()
  slow.resolve()
  hold = undefined
  await asked
  expect(await authenticator.key(key)).toEqual({ ok: false, code: 'key_expired' })
})

test('[§11] sessions of a rotated key are cut when the overlap is over, not before', async () => {
  const { key_id } = await made()
  const cut: string[] = []
  authenticator.onKeyExpired((keyId) => cut.push(keyId))
  await desk.rotate(RESIDENT, key_id)
  await turns()
  await clock.advance(ROTATION_OVERLAP_MS - 1)
  expect(cut).toEqual([])
  await clock.advance(1)
  await turns()
  expect(cut).toEqual([key_id])
})

test('[§11] keys and access tokens are not taken for each other', async () => {
  const { key } = await made()
  expect(await authenticator.token(key)).toEqual({ ok: false, code: 'session_expired' })
  expect(await authenticator.key('eyJhbGciOiJub25lIn0.e30.')).toEqual({ ok: false, code: 'unauthenticated' })
})

test('[§11] an unsigned token is none', async () => {
  const part = (of: object) => Buffer.from(JSON.stringify(of)).toString('base64url')
  const claims = part({ sub: 'u1', sid: 's1', iss: 'civitas', exp: 9_999_999_999 })
  expect(await authenticator.token(`${part({ alg: 'none' })}.${claims}.`)).toMatchObject({ ok: false })
})
