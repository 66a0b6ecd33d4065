import { FIRST_OWNED_RESIDENT } from '@civitas/schema'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import { newName, newPlace, projectionOf, tickOf } from '../helpers/make.ts'

export function agentsSuite(store: () => Store): void {
  const create = (branch: string, accountId: string, name: string) =>
    store().agents.create({
      branch,
      accountId,
      name,
      persona: 'Bakes at night.',
      mind: 'external',
      district: 'old-town',
      commandId: newName(),
      command: (resident) => ({ kind: 'spawn', resident, streamed: true, coins: 50 }),
    })

  describe('Agents', () => {
    test('a new agent gets a number of its own, a record, and its spawn command', async () => {
      const [branch, account] = [newName(), newName()]
      const [ada, ben] = [await create(branch, account, 'Ada'), await create(branch, account, 'Ben')]
      expect(ada).toBeGreaterThanOrEqual(FIRST_OWNED_RESIDENT)
      expect(ben).toBeGreaterThan(ada)
      const record = await store().agents.get(branch, ada)
      expect(record).toMatchObject({
        resident: ada,
        accountId: account,
        name: 'Ada',
        persona: 'Bakes at night.',
        mind: 'external',
        status: 'spawning',
        district: 'old-town',
        epoch: 0,
      })
      const owned = await store().agents.ofAccount(branch, account)
      expect(owned.map((one) => one.name)).toEqual(['Ada', 'Ben'])
      expect(await store().agents.countOfAccount(branch, account)).toBe(2)
      const waiting = await store().commands.pending(branch, 'old-town', 10)
      expect(waiting.map((row) => row.command)).toEqual(
        [ada, ben].map((resident) => ({ kind: 'spawn', resident, streamed: true, coins: 50 })),
      )
    })

    test('scenario residents are registered once, live at once, and belong to nobody', async () => {
      const branch = newName()
      const cleo = { resident: 2, name: 'Cleo', district: 'market', home: 'flat-2', job: 'bakery' }
      await store().agents.register(branch, [{ resident: 3, name: 'Dov', district: 'old-town' }, cleo])
      await store().agents.update(branch, 2, { name: 'Cleopatra' })
      await store().agents.register(branch, [cleo])
      const many = await store().agents.getMany(branch, [3, 2, 99])
      expect(many).toMatchObject([{ ...cleo, name: 'Cleopatra', status: 'living', mind: 'routine' }, { name: 'Dov' }])
      expect(many[1]).not.toHaveProperty('home')
      expect(many[1]).not.toHaveProperty('accountId')
    })

    test('the living are listed by number, by district, page by page', async () => {
      const branch = newName()
      const people = [4, 1, 3, 2].map((resident) => ({
        resident,
        name: `R${resident}`,
        district: resident === 3 ? 'market' : 'old-town',
      }))
      await store().agents.register(branch, people)
      await create(branch, newName(), 'Not born yet')
      const numbers = async (query: { district?: string; after?: number; limit: number }) =>
        (await store().agents.living(branch, query)).map((one) => one.resident)
      expect(await numbers({ limit: 10 })).toEqual([1, 2, 3, 4])
      expect(await numbers({ district: 'old-town', limit: 2 })).toEqual([1, 2])
      expect(await numbers({ district: 'old-town', after: 2, limit: 2 })).toEqual([4])
    })

    test('a change touches only what it names', async () => {
      const branch = newName()
      const resident = await create(branch, newName(), 'Ada')
      await store().agents.update(branch, resident, { mind: 'script' })
      await store().agents.update(branch, resident, { persona: 'Sleeps.' })
      const record = await store().agents.get(branch, resident)
      expect(record).toMatchObject({ name: 'Ada', mind: 'script', persona: 'Sleeps.' })
    })

    test('a retired agent never lives again, however late its last ticks arrive', async () => {
      const place = await newPlace(store())
      const { branch } = place
      const resident = await create(branch, newName(), 'Ada')
      const living = () => tickOf(place, 1, { agents: [projectionOf(resident)] })
      await store().tickLog.commit([living()])
      expect((await store().agents.get(branch, resident))?.status).toBe('living')
      await store().agents.retire(branch, resident, newName(), { kind: 'retire', resident })
      await store().tickLog.commit([tickOf(place, 2, { agents: [projectionOf(resident, { activity: 'resting' })] })])
      const record = await store().agents.get(branch, resident)
      expect(record).toMatchObject({ status: 'retired', activity: 'resting' })
      const waiting = await store().commands.pending(branch, 'old-town', 10)
      expect(waiting.map((row) => row.command.kind)).toEqual(['spawn', 'retire'])
    })
  })
}
