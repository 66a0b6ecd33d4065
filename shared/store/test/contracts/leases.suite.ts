import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import { newName } from '../helpers/make.ts'

const LONG_MS = 60_000

export function leasesSuite(store: () => Store): void {
  describe('Leases', () => {
    test('[CLK-2] one holder at a time, each acquisition with a higher token', async () => {
      const name = newName()
      const first = await store().leases.acquire(name, 'a', LONG_MS)
      expect(first).toBeDefined()
      expect(await store().leases.acquire(name, 'b', LONG_MS)).toBeUndefined()
      expect(await store().leases.acquire(name, 'a', LONG_MS)).toBeUndefined()
      const token = first?.token ?? 0
      expect(await store().leases.renew(name, token, LONG_MS)).toBe(true)

      const forced = await store().leases.acquire(name, 'b', LONG_MS, true)
      expect(forced?.token).toBeGreaterThan(token)
      expect(await store().leases.renew(name, token, LONG_MS)).toBe(false)
    })

    test('[CLK-2] a lease that ran out is free, but its holder may still renew it first', async () => {
      const name = newName()
      const token = (await store().leases.acquire(name, 'a', 0))?.token ?? 0
      expect(await store().leases.renew(name, token, 0)).toBe(true)
      const next = await store().leases.acquire(name, 'b', LONG_MS)
      expect(next?.token).toBeGreaterThan(token)
      expect(await store().leases.renew(name, token, LONG_MS)).toBe(false)
    })

    test('a released lease is free, and releasing what one does not hold does nothing', async () => {
      const name = newName()
      const token = (await store().leases.acquire(name, 'a', LONG_MS))?.token ?? 0
      await store().leases.release(name, token + 1)
      expect(await store().leases.acquire(name, 'b', LONG_MS)).toBeUndefined()
      await store().leases.release(name, token)
      expect(await store().leases.renew(name, token, LONG_MS)).toBe(false)
      expect((await store().leases.acquire(name, 'b', LONG_MS))?.token).toBeGreaterThan(token)
    })

    test('of many who ask at once, one gets it', async () => {
      const name = newName()
      const asked = Array.from({ length: 8 }, (_, i) => store().leases.acquire(name, `h${i}`, LONG_MS))
      const got = (await Promise.all(asked)).filter((lease) => lease !== undefined)
      expect(got).toHaveLength(1)
    })
  })
}
