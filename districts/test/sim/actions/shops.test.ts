// sell and set_price
import { describe, expect, it } from 'vitest'
import { observe } from '../../../src/sim/index.ts'
import { coinsOf } from '../../../src/sim/money.ts'
import { buildingRow } from '../../../src/sim/reads/settle-result.ts'
import { only, Stage } from '../stage.ts'

const sell = (item: string, quantity = 1) => ({ name: 'sell', parameters: { item, quantity } }) as const
const buy = (item: string, quantity = 1) => ({ name: 'buy', parameters: { item, quantity } }) as const
const setPrice = (item: string, price: number) => ({ name: 'set_price', parameters: { item, price } }) as const

/** At the window of a kiosk with ten of everything in the bag, and 100 coins in the till. */
function trader(stage: Stage) {
  const agent = stage.agent({ at: 'bridge-kiosk' })
  agent.inventory.fill(10)
  const shop = stage.building('bridge-kiosk')
  shop.state.coins = 100
  const row = (item: string) => shop.building.shelves.findIndex((shelf) => shelf.item.id === item)
  return { agent, ...shop, row }
}

describe('sell', () => {
  it('moves goods to the shelf and coins out of the till, for half the price', () => {
    const stage = new Stage()
    const { agent, building, state, row } = trader(stage)
    const stock = state.stock[row('sandwich')] ?? 0
    const coins = coinsOf(stage.world)
    const { facts } = stage.act(agent, sell('sandwich', 3))
    expect(only(facts, 'sold')).toMatchObject([{ building: building.id, item: 'sandwich', quantity: 3, coins: 12 }])
    expect([agent.coins, state.coins, state.stock[row('sandwich')]]).toEqual([112, 88, stock + 3])
    expect(agent.inventory[stage.world.city.itemById.get('sandwich')?.index ?? -1]).toBe(7)
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('the observation tells what the shop pays, and offers what it can pay', () => {
    const stage = new Stage()
    const { agent, state } = trader(stage)
    const seen = () => observe(stage.world, agent.number)
    const kiosk = seen()?.environment.nearby_places.find(({ place }) => place === 'bridge-kiosk')
    expect(kiosk?.sells?.find(({ item }) => item === 'sandwich')).toMatchObject({ price: 9, pays: 4 })
    const offered = () => seen()?.available_actions.find(({ action }) => action === 'sell')?.targets
    expect(offered()).toContain('sandwich')
    state.coins = 1
    expect(offered()).not.toContain('sandwich')
  })
})

describe('set_price', () => {
  it('is for who has a job there, and who works there now; all see it, and buyers pay it', () => {
    const stage = new Stage()
    const { agent, building, state, row } = trader(stage)
    agent.job = building.address
    const { facts, result } = stage.act(agent, setPrice('apple', 6))
    expect(only(facts, 'price_set')).toMatchObject([{ building: 'bridge-kiosk', item: 'apple', price: 6, was: 3 }])
    expect(result.buildings).toEqual([buildingRow(stage.world, building.index)])
    expect(result.buildings[0]?.shelves).toContainEqual({ item: 'apple', price: 6, stock: state.stock[row('apple')] })
    const buyer = stage.agent({ at: 'bridge-kiosk' })
    stage.act(buyer, buy('apple', 2))
    expect(buyer.coins).toBe(88)

    const helper = stage.agent({ inside: 'bridge-kiosk' })
    helper.job = stage.named('canal-cafe').address
    stage.act(helper, { name: 'work', parameters: { minutes: 60 } })
    expect(stage.act(helper, setPrice('apple', 2)).status).toBe('accepted')
    expect(stage.act(helper, setPrice('apple', 3)).code).toBe('not_staff')
  })

  it.each([1, 2, 3, 4, 5, 7, 14, 99])(
    'makes nobody rich who sets prices and trades, at a usual price of %i',
    (usual) => {
      const stage = new Stage()
      const { agent, building, row } = trader(stage)
      agent.job = building.address
      const shelf = building.shelves[row('apple')]
      const kept = shelf?.price ?? 0
      Object.assign(shelf ?? {}, { price: usual })
      const accepted = (price: number) => stage.act(agent, setPrice('apple', price)).status === 'accepted'
      const prices = Array.from({ length: usual * 2 + 1 }, (_, at) => at + 1).filter(accepted)
      expect(prices).toEqual(prices.filter((price) => price >= usual / 2 && price <= usual * 2))
      accepted(prices[0] ?? 0)
      stage.act(agent, buy('apple', 1))
      const paid = agent.coins
      accepted(prices.at(-1) ?? 0)
      stage.act(agent, sell('apple', 1))
      Object.assign(shelf ?? {}, { price: kept })
      expect(agent.coins - paid).toBeLessThanOrEqual(prices[0] ?? 0)
    },
  )
})
