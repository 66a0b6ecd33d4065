import { renderWords, type WorldEvent } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { encodeWorld, settle } from '../../src/sim/index.ts'
import { coinsOf, transfer } from '../../src/sim/money.ts'
import { only, Stage } from './stage.ts'

function happen(stage: Stage, event: WorldEvent, id = 'fair/6') {
  const result = settle(stage.world, [{ type: 'command', id, command: { kind: 'world_event', event_id: id, event } }])
  const texts = only(result.facts, 'world_event').map(({ words }) => renderWords(words, new Map()))
  return { result, texts }
}

describe('a world event', () => {
  it('[CMD-1] is a public fact with words that need no lookup, and done by its id', () => {
    const { result, texts } = happen(new Stage(), { kind: 'holiday', holiday: 'lantern-night' }, 'calendar/holiday/98')
    expect(only(result.facts, 'world_event')).toMatchObject([{ event_id: 'calendar/holiday/98', event: 'holiday' }])
    expect(texts).toEqual(['Today is Lantern Night.'])
    expect(result.commandsDone).toEqual(['calendar/holiday/98'])
  })

  it('market day fills the shelves of open shops, and makes no coin', () => {
    const stage = new Stage({ district: 1 })
    const shops = stage.world.map.buildings.filter(({ shelves }) => shelves.length > 0)
    const stockOf = () => shops.map(({ index }) => stage.world.buildings[index]?.stock)
    const open = shops.map(({ index }) => stage.world.buildings[index]?.open)
    for (const { index } of shops) {
      stage.world.buildings[index]?.stock.fill(0)
      const till = stage.world.buildings[index]
      if (till) transfer(stage.world.treasury, till, 1_000)
    }
    const coins = coinsOf(stage.world)
    const { result, texts } = happen(stage, { kind: 'market_day' })
    expect(texts).toEqual(['Market day in Market: the shelves are full!'])
    expect(open).toContain(true)
    expect(stockOf()).toEqual(
      shops.map(({ shelves }, index) => shelves.map(({ restock }) => (open[index] ? restock : 0))),
    )
    expect(result.buildings.map(({ building }) => building)).toEqual(
      expect.arrayContaining(shops.filter((_, index) => open[index]).map(({ id }) => id)),
    )
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('a holiday changes nothing of the state', () => {
    const [quiet, festive] = [new Stage(), new Stage()]
    happen(festive, { kind: 'holiday', holiday: 'regatta' })
    settle(quiet.world, [])
    expect(encodeWorld(festive.world)).toEqual(encodeWorld(quiet.world))
  })
})
