// wave and give
import { describe, expect, it } from 'vitest'
import { agentIdOf } from '@civitas/schema'
import { observe } from '../../../src/sim/index.ts'
import { FULL, MINUTE_MS } from '../../../src/sim/limits.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import { itemsOf, only, Stage } from '../stage.ts'

const wave = (other: Resident) => ({ name: 'wave', parameters: { agent: agentIdOf(other.number) } }) as const
const give = (other: Resident, item: string, quantity = 1) => {
  return { name: 'give', parameters: { agent: agentIdOf(other.number), item, quantity } } as const
}

describe('wave', () => {
  it('is seen by the other as a fact, and is company for both', () => {
    const stage = new Stage()
    const [waver, other] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
    waver.social = 0
    other.social = 0
    const { result, facts } = stage.act(waver, wave(other))
    const fact = { type: 'waved', agent_id: 'a1000000', to: 'a1000001', place: 'fountain-square' }
    expect(only(facts, 'waved')).toEqual([fact])
    expect(itemsOf(result, other)).toMatchObject([{ kind: 'fact', fact }])
    expect(waver.social).toBeGreaterThan(0)
    expect(other.social).toBe(waver.social)
  })

  it('[ACT-6] goes beside what one does', () => {
    const stage = new Stage()
    const [waver, other] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
    stage.act(waver, { name: 'move_to', parameters: { place: 'bell-corner' } })
    expect(stage.act(waver, wave(other)).status).toBe('accepted')
    expect(waver.activity).toBe('walking')
  })

  it('is not seen by a sleeper', () => {
    const stage = new Stage()
    const [waver, other] = [stage.agent({ inside: 'heron-house' }), stage.agent({ inside: 'heron-house' })]
    Object.assign(other, { activity: 'sleeping', energy: FULL / 2, leftMs: 60 * MINUTE_MS })
    const company = other.social
    const { result } = stage.act(waver, wave(other))
    expect(itemsOf(result, other)).toEqual([])
    expect(other.social).toBeLessThanOrEqual(company)
  })
})

describe('give', () => {
  it('moves an item from bag to bag; both are told', () => {
    const stage = new Stage()
    const [giver, taker] = [stage.agent(), stage.agent()]
    giver.inventory[0] = 3
    const { result, facts } = stage.act(giver, give(taker, 'bread', 2))
    expect([giver.inventory[0], taker.inventory[0]]).toEqual([1, 2])
    expect(only(facts, 'gave')).toMatchObject([{ to: 'a1000001', item: 'bread', quantity: 2 }])
    expect(only(facts, 'activity_finished')).toMatchObject([{ activity: 'give', outcome: 'done' }])
    expect(itemsOf(result, taker)).toMatchObject([{ kind: 'fact', fact: { type: 'gave' } }])
  })

  it('two gifts of one loaf in one tick: only the first is made', () => {
    const stage = new Stage()
    const [giver, one, two] = [stage.agent(), stage.agent(), stage.agent()]
    giver.inventory[0] = 1
    stage.act(giver, give(one, 'bread'))
    expect(stage.act(giver, give(two, 'bread')).code).toBe('not_in_bag')
    expect([giver, one, two].map(({ inventory }) => inventory[0])).toEqual([0, 1, 0])
  })

  it('is offered to who carries something and sees somebody', () => {
    const stage = new Stage()
    const [giver, taker] = [stage.agent(), stage.agent()]
    const offered = () => observe(stage.world, giver.number)?.available_actions.find(({ action }) => action === 'give')
    expect(offered()).toBeUndefined()
    giver.inventory[0] = 1
    expect(offered()?.targets).toEqual([agentIdOf(taker.number)])
  })
})
