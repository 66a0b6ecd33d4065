// pay, buy and eat
import { describe, expect, it } from 'vitest'
import { agentIdOf } from '@civitas/schema'
import { FULL } from '../../../src/sim/limits.ts'
import { only, Stage } from '../stage.ts'

const pay = (agent: string, amount: number) => ({ name: 'pay', parameters: { agent, amount } }) as const
const buy = (item: string, quantity = 1) => ({ name: 'buy', parameters: { item, quantity } }) as const
const eat = (item?: string) => ({ name: 'eat', parameters: item === undefined ? {} : { item } }) as const

describe('pay', () => {
  it('moves coins to somebody nearby; both are told', () => {
    const stage = new Stage()
    const [giver, taker] = [stage.agent(), stage.agent()]
    const { result, facts } = stage.act(giver, pay(agentIdOf(taker.number), 30))
    expect([giver.coins, taker.coins]).toEqual([70, 130])
    expect(only(facts, 'paid')).toHaveLength(1)
    expect(result.streams.filter(({ resident }) => resident === taker.number)).toHaveLength(1)
  })

  it('more than one has is refused: no_coins', () => {
    const stage = new Stage()
    const [giver, taker] = [stage.agent(), stage.agent()]
    expect(stage.act(giver, pay(agentIdOf(taker.number), 101)).code).toBe('no_coins')
  })

  it('from afar is refused: too_far', () => {
    const stage = new Stage()
    const [giver, taker] = [stage.agent(), stage.agent({ at: 'mill-corner' })]
    expect(stage.act(giver, pay(agentIdOf(taker.number), 1)).code).toBe('too_far')
  })

  it.each([
    ['a1000000', 'to_self'],
    ['a999999', 'unknown_agent'],
  ])('to %s is refused: %s', (agent, code) => {
    const stage = new Stage()
    expect(stage.act(stage.agent(), pay(agent, 1))).toMatchObject({ status: 'refused', code })
  })
})

describe('buy', () => {
  it('moves goods to the bag and coins to the till, at the window of a kiosk or inside a shop', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'bridge-kiosk' })
    const { state, building } = stage.building('bridge-kiosk')
    state.coins = 0
    const { facts } = stage.act(agent, buy('sandwich', 2))
    expect(only(facts, 'bought')).toMatchObject([{ building: 'bridge-kiosk', quantity: 2, coins: 18 }])
    expect([agent.coins, state.coins, state.stock[0]]).toEqual([82, 18, (building.shelves[0]?.stock ?? 0) - 2])
    const guest = stage.agent({ inside: 'canal-cafe' })
    expect(stage.act(guest, buy('soup')).status).toBe('accepted')
  })

  it.each([
    ['an unknown item', 'bridge-kiosk', buy('dragon'), 'unknown_item'],
    ['in the street', 'bridge-west', buy('apple'), 'not_inside'],
    ['through the door of a shop', 'canal-cafe', buy('coffee'), 'not_inside'],
    ['what is not on the shelves', 'bridge-kiosk', buy('stew'), 'not_sold_here'],
    ['more than one can pay', 'bridge-kiosk', buy('sandwich', 12), 'no_coins'],
  ] as const)('%s is refused', (_what, at, action, code) => {
    const stage = new Stage()
    expect(stage.act(stage.agent({ at }), action)).toMatchObject({ status: 'refused', code })
  })

  it('the last loaf sells once: out_of_stock', () => {
    const stage = new Stage()
    const { state } = stage.building('bridge-kiosk')
    state.stock[0] = 1
    const agents = [stage.agent({ at: 'bridge-kiosk' }), stage.agent({ at: 'bridge-kiosk' })]
    const { outcomes } = stage.settle(agents.map((agent) => [agent, buy('sandwich')]))
    expect(outcomes.map(({ code }) => code)).toEqual(expect.arrayContaining(['out_of_stock', undefined]))
    expect(state.stock[0]).toBe(0)
  })

  it('from somebody who works on after hours is refused: closed', () => {
    const stage = new Stage()
    const baker = stage.agent({ inside: 'old-bakery' })
    baker.home = stage.named('old-bakery').number
    stage.clock(20)
    expect(stage.act(baker, buy('bread')).code).toBe('closed')
  })
})

describe('eat', () => {
  it('fills little by little for 20 city minutes', () => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.inventory[stage.world.city.itemById.get('soup')?.index ?? -1] = 1
    agent.hunger = 0
    expect(only(stage.act(agent, eat()).facts, 'ate')).toMatchObject([{ item: 'soup' }])
    stage.run(30)
    expect(agent.hunger).toBeGreaterThan(FULL / 5)
    expect(agent.activity).toBe('eating')
    expect(only(stage.run(30), 'activity_finished')).toMatchObject([{ activity: 'eat', outcome: 'done' }])
    expect(agent.hunger).toBeGreaterThan(FULL / 2)
  })

  it.each([
    ['from an empty bag', eat(), 'nothing_to_eat'],
    ['what one does not have', eat('apple'), 'nothing_to_eat'],
    ['a book', eat('book'), 'nothing_to_eat'],
    ['an unknown item', eat('dragon'), 'unknown_item'],
  ] as const)('%s is refused', (_what, action, code) => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.inventory[stage.world.city.itemById.get('book')?.index ?? -1] = 1
    expect(stage.act(agent, action)).toMatchObject({ status: 'refused', code })
  })

  it('when full is refused: not_hungry', () => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.inventory[0] = 1
    agent.hunger = FULL
    expect(stage.act(agent, eat()).code).toBe('not_hungry')
  })
})
