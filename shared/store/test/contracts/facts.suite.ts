import type { Fact } from '@civitas/schema'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import { newPlace, tickOf } from '../helpers/make.ts'

const woke = (agent: string): Fact => ({ type: 'woke', agent_id: agent })

export function factsSuite(store: () => Store): void {
  describe('FactLog', () => {
    test('[ACT-3] a consumer reads every fact once by going on from its position', async () => {
      const town = await newPlace(store())
      const market = await newPlace(store(), town.branch, 'market')
      await store().tickLog.commit([
        tickOf(town, 1, { facts: [woke('a1'), woke('a2')] }),
        tickOf(town, 2),
        tickOf(town, 3, { facts: [woke('a3')] }),
        tickOf(market, 1, { facts: [woke('a9')] }),
      ])
      const first = await store().facts.read(town.branch, {}, 2)
      expect(first.facts).toEqual([
        { district: 'market', tick: 1, fact: woke('a9') },
        { district: 'old-town', tick: 1, fact: woke('a1') },
        { district: 'old-town', tick: 1, fact: woke('a2') },
      ])
      expect(first.position).toEqual({ market: 1, 'old-town': 2 })

      const second = await store().facts.read(town.branch, first.position, 2)
      expect(second.facts).toEqual([{ district: 'old-town', tick: 3, fact: woke('a3') }])
      const third = await store().facts.read(town.branch, second.position, 2)
      expect(third).toEqual({ facts: [], position: { market: 1, 'old-town': 3 } })
    })

    test('a position keeps districts that the store does not know', async () => {
      const town = await newPlace(store())
      expect(await store().facts.read(town.branch, { harbour: 7 }, 5)).toEqual({ facts: [], position: { harbour: 7 } })
    })
  })
}
