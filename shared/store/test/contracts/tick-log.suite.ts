import { describe, expect, test } from 'vitest'
import { districtLease, FencedError, type Store, TickGapError } from '../../src/index.ts'
import { actionOf, newName, newPlace, NOON_MS, projectionOf, resultOf, tickOf } from '../helpers/make.ts'

export function tickLogSuite(store: () => Store): void {
  describe('TickLog', () => {
    test('a district that never ran has no head and no journal', async () => {
      expect(await store().tickLog.head(newName(), 'old-town')).toBeUndefined()
      expect(await store().tickLog.read(newName(), 'old-town', 0, 10)).toEqual([])
    })

    test('[DET-2] what was committed is read back as it was, in tick order', async () => {
      const place = await newPlace(store())
      const entries = [
        { input: actionOf(1_000_000, 'k1'), status: 'accepted' as const },
        { input: actionOf(1_000_001, 'k2'), status: 'refused' as const, code: 'closed' },
        { input: { type: 'clock' as const, rate: 20, paused: false }, status: 'accepted' as const },
      ]
      const unhashed = tickOf(place, 2)
      delete unhashed.stateHash
      await store().tickLog.commit([tickOf(place, 1, { entries }), unhashed])
      await store().tickLog.commit([tickOf(place, 3)])

      expect(await store().tickLog.head(place.branch, place.district)).toEqual({ tick: 3, stateHash: 'hash-3' })
      expect(await store().tickLog.read(place.branch, place.district, 1, 10)).toEqual([
        { tick: 1, simVersion: 1, stateHash: 'hash-1', entries },
        { tick: 2, simVersion: 1, entries: [] },
        { tick: 3, simVersion: 1, stateHash: 'hash-3', entries: [] },
      ])
      const middle = await store().tickLog.read(place.branch, place.district, 2, 1)
      expect(middle.map((row) => row.tick)).toEqual([2])
    })

    test('a tick that leaves a gap or repeats the head is refused', async () => {
      const place = await newPlace(store())
      await store().tickLog.commit([tickOf(place, 7)])
      await expect(store().tickLog.commit([tickOf(place, 9)])).rejects.toThrow(TickGapError)
      await expect(store().tickLog.commit([tickOf(place, 7)])).rejects.toThrow(TickGapError)
      await expect(store().tickLog.commit([tickOf(place, 8), tickOf(place, 10)])).rejects.toThrow(TickGapError)
      expect(await store().tickLog.head(place.branch, place.district)).toMatchObject({ tick: 7 })
    })

    test('[CLK-2] a host whose lease is gone never writes again', async () => {
      const place = await newPlace(store())
      const name = districtLease(place.branch, place.district)
      await store().tickLog.commit([tickOf(place, 1)])
      const next = await store().leases.acquire(name, 'another', 60_000, true)
      await expect(store().tickLog.commit([tickOf(place, 2)])).rejects.toThrow(FencedError)

      const token = next?.token ?? 0
      await store().tickLog.commit([tickOf({ ...place, token }, 2)])
      await store().leases.release(name, token)
      await expect(store().tickLog.commit([tickOf({ ...place, token }, 3)])).rejects.toThrow(FencedError)
      expect(await store().tickLog.head(place.branch, place.district)).toMatchObject({ tick: 2 })
    })

    test('[ACT hop 5] when one tick of a group is refused, nothing of the group is kept', async () => {
      const good = await newPlace(store())
      const fenced = { ...(await newPlace(store(), good.branch, 'market')), token: 99 }
      const id = newName()
      await store().commands.add(good.branch, good.district, id, { kind: 'retire', resident: 5 })
      const full = tickOf(good, 1, {
        facts: [{ type: 'woke', agent_id: 'a1' }],
        streams: [{ resident: 1_000_000, item: resultOf(1, 1, id) }],
        texts: [{ id, kind: 'speech', text: 'hello' }],
        commandsDone: [id],
        buildings: { district: good.district, rows: [{ building: id, open: true, occupants: 1, shelves: [] }] },
      })
      await expect(store().tickLog.commit([full, tickOf(fenced, 1)])).rejects.toThrow(FencedError)

      expect(await store().tickLog.head(good.branch, good.district)).toBeUndefined()
      expect((await store().facts.read(good.branch, {}, 10)).facts).toEqual([])
      const after = { seq: 0, tick: 0 }
      const stream = await store().streams.read({ branch: good.branch, resident: 1_000_000, after, limit: 10 })
      expect(stream).toEqual({ items: [], gap: false })
      expect(await store().texts.get([id])).toEqual(new Map())
      expect(await store().actions.find(good.branch, [`act_${id}`])).toEqual(new Map())
      expect(await store().commands.pending(good.branch, good.district, 10)).toHaveLength(1)
      expect(await store().projections.buildings(good.branch)).toEqual([])
    })

    test('[CMD-1] a tick marks the commands that it took in', async () => {
      const place = await newPlace(store())
      const [first, second] = [newName(), newName()]
      await store().commands.add(place.branch, place.district, first, { kind: 'retire', resident: 1 })
      await store().commands.add(place.branch, place.district, second, { kind: 'retire', resident: 2 })
      await store().tickLog.commit([tickOf(place, 1, { commandsDone: [first] })])
      const left = await store().commands.pending(place.branch, place.district, 10)
      expect(left).toEqual([{ id: second, command: { kind: 'retire', resident: 2 } }])

      await store().commands.add(place.branch, place.district, first, { kind: 'retire', resident: 1 })
      expect(await store().commands.pending(place.branch, place.district, 10)).toHaveLength(1)
    })

    test("[CMD-1, CMD-3] what a tick sends is another district's from the commit on, in order, or not at all", async () => {
      const place = await newPlace(store())
      const ids = [newName(), newName()] as const
      const out = (id: string, amount: number) => {
        const command = { kind: 'pay', resident: 1, from: 2, amount, sent: 1 } as const
        return { id, target: 'market', command }
      }
      const commandsOut = [out(ids[0], 5), out(ids[1], 7)]
      await expect(store().tickLog.commit([tickOf({ ...place, token: 99 }, 1, { commandsOut })])).rejects.toThrow()
      expect(await store().commands.pending(place.branch, 'market', 10)).toEqual([])

      await store().tickLog.commit([tickOf(place, 1, { commandsOut })])
      const waiting = await store().commands.pending(place.branch, 'market', 10)
      expect(waiting).toEqual(commandsOut.map(({ id, command }) => ({ id, command })))
      expect(await store().commands.pending(place.branch, place.district, 10)).toEqual([])
    })

    test('[CMD-4] a command that is sent on keeps its id, comes by again, and is done where it was taken in', async () => {
      const place = await newPlace(store())
      const { branch } = place
      const market = await newPlace(store(), branch, 'market')
      const id = newName()
      const tell = { kind: 'tell', resident: 1, from: 2, words: { text_id: 'x' }, place: 'gate', sent: 1 } as const
      const to = (target: string, hops: number) => ({ commandsOut: [{ id, target, command: { ...tell, hops } }] })
      const waiting = async (district: string) => {
        return (await store().commands.pending(branch, district, 10)).map(({ id, command }) => [id, command.hops])
      }
      await store().commands.add(branch, 'old-town', id, tell)
      await store().tickLog.commit([tickOf(place, 1, { commandsDone: [id], ...to('market', 1) })])
      expect([await waiting('old-town'), await waiting('market')]).toEqual([[], [[id, 1]]])
      await store().tickLog.commit([tickOf(market, 1, { commandsDone: [id], ...to('old-town', 2) }), tickOf(place, 2)])
      expect([await waiting('old-town'), await waiting('market')]).toEqual([[[id, 2]], []])
      await store().tickLog.commit([tickOf(market, 2, { commandsDone: [id] })])
      expect(await waiting('old-town')).toEqual([[id, 2]])
      await store().tickLog.commit([tickOf(place, 3, { commandsDone: [id] })])
      await store().commands.add(branch, 'old-town', id, tell)
      expect([await waiting('old-town'), await waiting('market')]).toEqual([[], []])
    })

    test('[HND] a projection of an older handoff epoch changes nothing', async () => {
      const place = await newPlace(store())
      const market = await newPlace(store(), place.branch, 'market')
      await store().agents.register(place.branch, [{ resident: 1, name: 'Ada', district: 'old-town' }])
      const there = tickOf(market, 1, { agents: [projectionOf(1, { district: 'market', epoch: 1 })] })
      await store().tickLog.commit([there, tickOf(place, 1, { agents: [projectionOf(1)] })])
      expect(await store().agents.get(place.branch, 1)).toMatchObject({ district: 'market', epoch: 1 })
      await store().tickLog.commit([tickOf(place, 2, { agents: [projectionOf(1)] })])
      expect(await store().agents.get(place.branch, 1)).toMatchObject({ district: 'market', epoch: 1 })
    })

    test('projections follow the tick, and of several ticks in one commit the last', async () => {
      const place = await newPlace(store())
      const branch = place.branch
      await store().agents.register(branch, [{ resident: 1, name: 'Ada', district: 'old-town', home: 'flat-1' }])
      const shelves = [{ item: 'bread', price: 3, stock: 9 }]
      const firm = { staff: 1, positions: 2, wage: 11, bankrupt: false }
      const bakery = (occupants: number) => ({
        district: place.district,
        rows: [{ building: 'bakery', open: true, occupants, shelves, firm }],
      })
      await store().tickLog.commit([
        tickOf(place, 1, { agents: [projectionOf(1, { building: 'bakery', job: 'bakery' })], buildings: bakery(1) }),
        tickOf(place, 2, { agents: [projectionOf(1, { activity: 'idle', epoch: 2 })], buildings: bakery(2) }),
      ])
      const agent = await store().agents.get(branch, 1)
      expect(agent).toMatchObject({ name: 'Ada', activity: 'idle', epoch: 2, status: 'living' })
      expect(agent).not.toHaveProperty('building')
      expect(await store().projections.buildings(branch, 'old-town')).toEqual([
        { building: 'bakery', district: 'old-town', tick: 2, open: true, occupants: 2, shelves, firm },
      ])
      expect(await store().projections.buildings(branch, 'market')).toEqual([])
    })

    test('land follows the tick: the last owner of several in one commit counts, and a free plot has none', async () => {
      const place = await newPlace(store())
      const { branch, district } = place
      expect(await store().projections.plots(branch)).toEqual([])
      const deed = { work: 'cottage', percent: 40 } as const
      await store().tickLog.commit([
        tickOf(place, 1, { plots: [{ plot: 'plot-2', owner: 5, deed }, { plot: 'plot-1' }] }),
        tickOf(place, 2, { plots: [{ plot: 'plot-2' }] }),
        tickOf(place, 3, { plots: [{ plot: 'plot-1', owner: 4_000_000_000, deed }] }),
      ])
      const rows = [
        { plot: 'plot-1', district, tick: 3, owner: 4_000_000_000, deed },
        { plot: 'plot-2', district, tick: 2 },
      ]
      expect(await store().projections.plots(branch)).toEqual(rows)
      await store().tickLog.commit([tickOf(place, 4)])
      expect(await store().projections.plots(branch)).toEqual(rows)
    })

    test('days come in any order, the year 2100 and 1970 included', async () => {
      const place = await newPlace(store())
      await store().tickLog.commit([tickOf(place, 1, { wallMs: Date.UTC(2100, 1, 1) })])
      await store().tickLog.commit([tickOf(place, 2, { wallMs: 0.5 }), tickOf(place, 3, { wallMs: NOON_MS })])
      const ticks = await store().tickLog.read(place.branch, place.district, 0, 10)
      expect(ticks.map((row) => row.tick)).toEqual([1, 2, 3])
    })

    test('an empty group is no transaction', async () => {
      await expect(store().tickLog.commit([])).resolves.toBeUndefined()
    })
  })
}
