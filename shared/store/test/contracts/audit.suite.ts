import { type Census, censusOf, type Command } from '@civitas/schema'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import { newName, newPlace, type Place, projectionOf, tickOf } from '../helpers/make.ts'

const booksOf = (coins: number, residents: number[], change: { inTransit?: number; minted?: number } = {}) => {
  return { coins, inTransit: 0, minted: 0, census: censusOf(residents), ...change }
}
/** Numbers near the largest that an agent can have. */
const LAST = 0xffff_ffff

export function auditSuite(store: () => Store): void {
  const cutOf = (branch: string) => store().audit.cut(branch)

  async function agentIn(place: Place): Promise<{ resident: number; spawn: string }> {
    const spawn = newName()
    const { branch, district } = place
    const command = (resident: number): Command => ({ kind: 'spawn', resident, streamed: true, coins: 50 })
    const about = { branch, accountId: newName(), name: 'Ada', mind: 'external', district }
    return { resident: await store().agents.create({ ...about, commandId: spawn, command }), spawn }
  }

  const census = (...residents: number[]): Census => censusOf(residents)

  describe('Audit', () => {
    test('a branch without commits has nothing in it', async () => {
      expect(await cutOf(newName())).toEqual({
        districts: [],
        register: [],
        arriving: [],
        transit: { coins: 0, unread: 0 },
        waiting: [],
      })
    })

    test('[CMD-3] books start with the first tick that brings some, and what is minted adds up', async () => {
      const place = await newPlace(store())
      await store().tickLog.commit([tickOf(place, 1)])
      expect((await cutOf(place.branch)).districts).toEqual([])
      await store().tickLog.commit([
        tickOf(place, 2, { books: booksOf(1_500, [1, LAST], { minted: 500 }) }),
        tickOf(place, 3, { books: booksOf(1_700, [1, LAST], { minted: 200, inTransit: -3 }) }),
      ])
      await store().tickLog.commit([tickOf(place, 4)])
      await store().tickLog.commit([tickOf(place, 5, { books: booksOf(1_701, [LAST], { minted: 1, inTransit: 7 }) })])
      expect((await cutOf(place.branch)).districts).toEqual([
        {
          district: 'old-town',
          tick: 5,
          coins: 1_701,
          inTransit: 7,
          census: census(LAST),
          founded: 1_000,
          since: 2,
          minted: 701,
        },
      ])
    })

    test('[HND-1] the register counts the living, and the retired until their district was told', async () => {
      const place = await newPlace(store())
      const { branch } = place
      await store().agents.register(branch, [
        { resident: 1, name: 'Ada', district: 'old-town' },
        { resident: 2, name: 'Bo', district: 'market' },
        { resident: LAST, name: 'Cy', district: 'market' },
      ])
      const { resident, spawn } = await agentIn(place)
      const registered = async () => (await cutOf(branch)).register
      const market = { district: 'market', census: census(2, LAST) }
      expect(await registered()).toEqual([market, { district: 'old-town', census: census(1) }])
      await store().tickLog.commit([tickOf(place, 1, { commandsDone: [spawn], agents: [projectionOf(resident)] })])
      expect(await registered()).toEqual([market, { district: 'old-town', census: census(1, resident) }])
      const farewell = newName()
      await store().agents.retire(branch, resident, farewell, { kind: 'retire', resident })
      expect(await registered()).toEqual([market, { district: 'old-town', census: census(1, resident) }])
      await store().tickLog.commit([tickOf(place, 2, { commandsDone: [farewell] })])
      expect(await registered()).toEqual([market, { district: 'old-town', census: census(1) }])
    })

    test('[HND-1] who was retired before being born is nowhere', async () => {
      const place = await newPlace(store())
      const { resident } = await agentIn(place)
      await store().agents.retire(place.branch, resident, newName(), { kind: 'retire', resident })
      expect((await cutOf(place.branch)).register).toEqual([])
    })

    test('[CMD-3, HND-1] what is on its way is added up until it was taken in', async () => {
      const place = await newPlace(store())
      const market = await newPlace(store(), place.branch, 'market')
      const arrive = { kind: 'arrive', epoch: 1, gate: 0, record: 'ab' } as const
      const commands: Command[] = [
        { kind: 'pay', resident: 1, from: 2, amount: 5, sent: 4 },
        { kind: 'bounce', resident: 1, to: 2, what: 'pay', amount: 7, sent: 5 },
        { ...arrive, resident: 8, from: 'old-town', coins: 30, sent: 4 },
        { ...arrive, resident: LAST, from: 'old-town', coins: 0, sent: 4 },
        { ...arrive, resident: 9, from: 'harbour', sent: 4 },
        { kind: 'tell', resident: 1, from: 2, words: { text_id: 'x' }, place: 'gate', sent: 4 },
        { kind: 'set_streamed', resident: 1, streamed: true },
      ]
      const rows = commands.map((command) => ({ id: newName(), target: 'market', command }))
      await store().tickLog.commit([tickOf(place, 1, { commandsOut: rows })])
      const before = await cutOf(place.branch)
      expect(before).toMatchObject({ transit: { coins: 42, unread: 1 }, waiting: [] })
      expect(before.arriving).toEqual([
        { from: 'harbour', census: census(9) },
        { from: 'old-town', census: census(8, LAST) },
      ])
      await store().tickLog.commit([tickOf(market, 5, { books: booksOf(0, []) })])
      const ids = rows.map(({ id }) => id)
      expect((await cutOf(place.branch)).waiting).toEqual([{ district: 'market', count: 6, oldest: ids[0] }])
      await store().tickLog.commit([tickOf(market, 6, { commandsDone: ids.slice(2) })])
      const after = await cutOf(place.branch)
      expect(after).toMatchObject({ arriving: [], transit: { coins: 12, unread: 0 } })
    })
  })
}
