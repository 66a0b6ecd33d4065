// build: a site laid out, materials brought, hours worked by owner and helpers, days passed; then it stands and works.
import { must } from '@civitas/kit'
import type { ActionParameters, SimAction } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, observe } from '../../../src/sim/index.ts'
import { DAY_MS, HOUR_MS, SITE_WAGE } from '../../../src/sim/limits.ts'
import { coinsOf } from '../../../src/sim/money.ts'
import { addToBag } from '../../../src/sim/people/bag.ts'
import { takeOver } from '../../../src/sim/people/land.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import { only, Stage, tiny } from '../stage.ts'

const PLOT = 'plot-ot-3'
const INDEX = 2

const build = (more: Partial<ActionParameters['build']> = {}): SimAction => ({
  name: 'build',
  parameters: { plot: PLOT, deposit: 0, minutes: 600, ...more },
})
const work: SimAction = { name: 'work', parameters: { minutes: 600 } }

function give(stage: Stage, agent: Resident, planks: number, bricks: number): void {
  addToBag(agent, must(stage.world.city.itemById.get('planks'), 'planks'), planks)
  addToBag(agent, must(stage.world.city.itemById.get('bricks'), 'bricks'), bricks)
}

/** A stage at ten city minutes a tick, and the owner of a plot beside it. */
function owner({ coins = 500 } = {}): { stage: Stage; agent: Resident } {
  const stage = new Stage({ clockRate: 600 })
  const agent = stage.agent({ at: 'mill-corner', coins })
  takeOver(stage.world, agent, must(tiny.plotById.get(PLOT), PLOT))
  return { stage, agent }
}

/** Stands near it, and is never hungry or tired. */
function hours(stage: Stage, count: number, ...people: Resident[]) {
  return Array.from({ length: count * 6 }, () => {
    for (const one of people) Object.assign(one, { energy: 10_000_000, hunger: 10_000_000 })
    return stage.run(1)
  }).flat()
}

function finished(kind: 'cottage' | 'kiosk' = 'cottage', deposit = 0) {
  const { stage, agent } = owner()
  give(stage, agent, 20, 20)
  stage.act(agent, build({ kind, deposit }))
  const facts = hours(stage, 9, agent)
  stage.act(agent, build())
  facts.push(...hours(stage, 20, agent))
  return { stage, agent, facts }
}

describe('build', () => {
  it('lays out a site, takes what is lacking from the bag, and begins to work', () => {
    const { stage, agent } = owner()
    give(stage, agent, 5, 40)
    const { facts, result } = stage.act(agent, build({ kind: 'cottage', deposit: 30 }))
    expect(only(facts, 'building_begun')).toMatchObject([{ plot: PLOT, kind: 'cottage', coins: 30 }])
    expect(only(facts, 'materials_brought')).toMatchObject([{ planks: 5, bricks: 12 }])
    expect(only(facts, 'activity_started')).toMatchObject([{ activity: 'build', place: PLOT }])
    expect(result.plots).toEqual([{ plot: PLOT, owner: agent.number, deed: { work: 'cottage', percent: 0 } }])
    expect(agent.coins).toBe(470)
    expect(observe(stage.world, agent.number)?.self.inventory).toEqual({ bricks: 28 })
  })

  it('goes no further than the materials at hand, and goes on with more', () => {
    const { stage, agent } = owner()
    give(stage, agent, 4, 6)
    stage.act(agent, build({ kind: 'cottage' }))
    hours(stage, 8, agent)
    const site = must(stage.world.sites[INDEX], 'a site')
    expect(site.labourMs).toBeGreaterThanOrEqual(6 * HOUR_MS)
    expect(site.labourMs).toBeLessThan(7 * HOUR_MS)
    expect(agent.activity).toBe('idle')
    expect(stage.act(agent, build()).code).toBe('no_materials')
    give(stage, agent, 4, 6)
    expect(stage.act(agent, build()).status).toBe('accepted')
  })

  it('stands when all is there, done and dry; its owner lives in it', () => {
    const { stage, agent, facts } = finished()
    expect(only(facts, 'building_finished')).toEqual([
      { type: 'building_finished', agent_id: 'a1000000', plot: PLOT, kind: 'cottage' },
    ])
    const site = must(stage.world.sites[INDEX], 'a site')
    expect(stage.world.cityMs - site.begunMs).toBeGreaterThanOrEqual(DAY_MS)
    expect(tiny.named[agent.home]?.id).toBe(PLOT)
    stage.put(agent, PLOT)
    expect(stage.act(agent, { name: 'enter', parameters: {} }).status).toBe('accepted')
    expect(stage.act(agent, { name: 'rest', parameters: { minutes: 60 } }).status).toBe('accepted')
    expect(agent.activity).toBe('sleeping')
    const near = observe(stage.world, agent.number)?.environment.nearby_places
    expect(near?.find(({ place }) => place === PLOT)).toMatchObject({ name: 'Cottage', kind: 'house' })
    expect(stage.act(agent, build()).code).toBeDefined()
  })

  it('is walked to before it stands, and not entered', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: PLOT })
    expect(observe(stage.world, agent.number)?.environment.nearby_places.map(({ place }) => place)).not.toContain(PLOT)
    expect(stage.act(agent, { name: 'enter', parameters: {} }).code).toBe('not_at_door')
  })

  it('sells from the shelves of a kiosk, for its till', () => {
    const { stage } = finished('kiosk', 60)
    const { building, state } = stage.building(PLOT)
    expect([building.kind, state.coins > 0]).toEqual(['kiosk', true])
    stage.clock(6, 59)
    stage.run(3)
    const guest = stage.agent({ at: PLOT })
    const till = state.coins
    expect(stage.act(guest, { name: 'buy', parameters: { item: 'apple', quantity: 1 } }).status).toBe('accepted')
    expect(state.coins).toBe(till + 3)
  })

  it('pays helpers by the hour from the deposit, to the last coin, and no coin is made', () => {
    const { stage, agent } = owner()
    give(stage, agent, 20, 20)
    stage.act(agent, build({ kind: 'cottage', deposit: 2 * SITE_WAGE + 3 }))
    const helper = stage.agent({ at: 'mill-corner', coins: 0 })
    const coins = coinsOf(stage.world)
    expect(stage.act(helper, work).status).toBe('accepted')
    const facts = hours(stage, 6, helper)
    expect(helper.coins).toBe(2 * SITE_WAGE + 3)
    expect(only(facts, 'wage_paid')).toMatchObject([{ building: PLOT, coins: helper.coins }])
    expect(coinsOf(stage.world)).toBe(coins)
    expect(stage.act(helper, work).code).toBe('not_inside')
  })

  it('is the same after its bytes, laid out and built', () => {
    for (const { stage } of [finished('kiosk', 20), { stage: begun() }]) {
      const again = decodeWorld(tiny, encodeWorld(stage.world))
      expect(again.sites).toEqual(stage.world.sites)
      expect(encodeWorld(again)).toEqual(encodeWorld(stage.world))
      expect(again.map.buildings.map(({ kind }) => kind)).toEqual(stage.world.map.buildings.map(({ kind }) => kind))
    }
  })

  it('gives back what was not built when the land is given up', () => {
    const { stage, agent } = owner()
    give(stage, agent, 4, 6)
    stage.act(agent, build({ kind: 'cottage', deposit: 50 }))
    const coins = coinsOf(stage.world)
    stage.act(agent, { name: 'release_plot', parameters: { plot: PLOT } })
    expect([agent.coins, stage.world.sites[INDEX]]).toEqual([500 + 150, undefined])
    expect(observe(stage.world, agent.number)?.self.inventory).toEqual({ planks: 4, bricks: 6 })
    expect(coinsOf(stage.world)).toBe(coins)
  })
})

function begun(): Stage {
  const { stage, agent } = owner()
  stage.act(agent, build({ kind: 'house', deposit: 7 }))
  return stage
}
