import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import { newName } from '../helpers/make.ts'

export function citySuite(store: () => Store): void {
  describe('CityRecords', () => {
    test('the first identity of a branch holds', async () => {
      const first = { branch: newName(), scenario: 'tiny', scenarioHash: 'abc', seed: 2 ** 32 - 1, tickMs: 1_000 }
      expect(await store().city.founded(first.branch)).toBeUndefined()
      expect(await store().city.identity(first)).toEqual(first)
      expect(await store().city.identity({ ...first, seed: 5, scenario: 'default' })).toEqual(first)
      expect(await store().city.founded(first.branch)).toEqual(first)
    })

    test('[CLK-1] the latest clock record is the one that was added last', async () => {
      const branch = newName()
      expect(await store().city.latestClock(branch)).toBeUndefined()
      const [first, second] = [
        { tick0: 900, wall0Ms: 1_700_000_000_123.25, speed: 1, rate: 20 },
        { tick0: 5, wall0Ms: 0, speed: 0.5, rate: 0 },
      ]
      await store().city.addClock(branch, first)
      expect(await store().city.latestClock(branch)).toEqual(first)
      await store().city.addClock(branch, second)
      expect(await store().city.latestClock(branch)).toEqual(second)
    })

    test('a secret is made once', async () => {
      const name = newName()
      const first = await store().city.secret(name, Uint8Array.of(1, 2, 255))
      expect([...first]).toEqual([1, 2, 255])
      const second = await store().city.secret(name, Uint8Array.of(9))
      expect([...second]).toEqual([1, 2, 255])
    })
  })

  describe('Commands', () => {
    test('[CMD-1] commands wait in order, per district, once per id', async () => {
      const branch = newName()
      const ids = [newName(), newName(), newName()] as const
      const spawn = { kind: 'spawn', resident: 1_000_001, streamed: true, coins: 50, home: 'flat-1' } as const
      await store().commands.add(branch, 'old-town', ids[0], spawn)
      await store().commands.add(branch, 'old-town', ids[1], { kind: 'retire', resident: 2 })
      await store().commands.add(branch, 'market', ids[2], { kind: 'retire', resident: 3 })
      await store().commands.add(branch, 'old-town', ids[0], { kind: 'retire', resident: 9 })
      const waiting = await store().commands.pending(branch, 'old-town', 10)
      expect(waiting).toEqual([
        { id: ids[0], command: spawn },
        { id: ids[1], command: { kind: 'retire', resident: 2 } },
      ])
      expect(await store().commands.pending(branch, 'old-town', 1)).toHaveLength(1)
    })
  })

  describe('DeadLetters', () => {
    test('[ACT-8] poison is kept, cut to size, and counted', async () => {
      const before = await store().deadLetters.count()
      const payload = new Uint8Array(100_000).fill(255)
      await store().deadLetters.add({ source: 'mqtt', code: 'malformed_json', detail: 'not JSON', payload })
      await store().deadLetters.add({ source: 'rest', code: 'too_large', detail: '', payload: new Uint8Array() })
      expect(await store().deadLetters.count()).toBe(before + 2)
    })
  })
}
