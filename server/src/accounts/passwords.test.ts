import { expect, test } from 'vitest'
import { createPasswords } from './passwords.ts'

test('[§11] a password is kept as argon2id with 19 MiB and two passes', async () => {
  const passwords = createPasswords()
  const stored = await passwords.hash('correct horse')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwords.verify(stored, 'correct horse')).toBe(true)
  expect(await passwords.verify(stored, 'battery')).toBe(false)
})

test('[§11] nobody logs in without an account, not even with the stand-in password', async () => {
  expect(await createPasswords().verify(undefined, 'nobody has this password')).toBe(false)
})

test('[§11] a crowd of passwords is refused beyond 34 at once', async () => {
  const passwords = createPasswords()
  const asked = Array.from({ length: 40 }, () => passwords.hash('correct horse'))
  const settled = await Promise.allSettled(asked)
  const refused = settled.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(6)
  expect(refused[0]).toMatchObject({ reason: { code: 'busy' } })
})
