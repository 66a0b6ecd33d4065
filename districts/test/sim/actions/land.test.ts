// claim_plot and release_plot
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, observe, settle } from '../../../src/sim/index.ts'
import { coinsOf } from '../../../src/sim/money.ts'
import { only, Stage, tiny } from '../stage.ts'
import { TwoDistricts } from '../two-districts.ts'

const claim = (plot: string) => ({ name: 'claim_plot', parameters: { plot } }) as const
const release = (plot: string) => ({ name: 'release_plot', parameters: { plot } }) as const
const PLOT = 'plot-ot-3'

function settler(stage: Stage, coins = 500) {
  return stage.agent({ at: 'mill-corner', coins })
}

describe('claim_plot', () => {
  it('takes the price to the treasury and makes the agent the owner, for gateways too', () => {
    const stage = new Stage()
    const agent = settler(stage)
    const [coins, treasury] = [coinsOf(stage.world), stage.world.treasury.coins]
    const { facts, result } = stage.act(agent, claim(PLOT))
    expect(only(facts, 'plot_claimed')).toEqual([
      { type: 'plot_claimed', agent_id: 'a1000000', plot: PLOT, coins: 300 },
    ])
    expect([agent.coins, stage.world.treasury.coins]).toEqual([200, treasury + 300])
    expect(coinsOf(stage.world)).toBe(coins)
    expect(result.plots).toEqual([{ plot: PLOT, owner: agent.number }])
    const again = decodeWorld(tiny, encodeWorld(stage.world))
    expect(again.plotOwners).toEqual([0, 0, agent.number, 0, 0])
    expect(again.byNumber.get(agent.number)?.plots).toEqual([2])
  })

  it('two who want one plot in one tick: one gets it', () => {
    const stage = new Stage()
    const [one, other] = [settler(stage), settler(stage)]
    const { outcomes } = stage.settle([one, other].map((agent) => [agent, claim(PLOT)]))
    expect(new Set(outcomes.map(({ code }) => code))).toEqual(new Set(['plot_taken', undefined]))
    expect(one.plots.length + other.plots.length).toBe(1)
  })

  it('is offered where there is free land one can pay; all near it see who owns it', () => {
    const stage = new Stage()
    const [agent, poor] = [settler(stage), settler(stage, 10)]
    const offered = (number: number) => {
      return observe(stage.world, number)?.available_actions.find(({ action }) => action === 'claim_plot')?.targets
    }
    expect([offered(agent.number), offered(poor.number)]).toEqual([['plot-ot-3'], undefined])
    stage.act(agent, claim(PLOT))
    expect(offered(agent.number)).toBeUndefined()
    const land = observe(stage.world, poor.number)?.environment.nearby_plots
    expect(land).toMatchObject([
      { plot: PLOT, price: 300, owner: 'a1000000' },
      { plot: 'plot-ot-4', price: 300 },
    ])
    expect(land?.[1]).not.toHaveProperty('owner')
    expect(observe(stage.world, agent.number)?.self.plots).toEqual([PLOT])
  })
})

describe('release_plot', () => {
  it('gives half of the price back, from wherever in the district', () => {
    const stage = new Stage()
    const agent = settler(stage)
    stage.act(agent, claim(PLOT))
    stage.put(agent, 'bell-corner')
    const coins = coinsOf(stage.world)
    const { facts, result } = stage.act(agent, release(PLOT))
    expect(only(facts, 'plot_released')).toMatchObject([{ plot: PLOT, coins: 150 }])
    expect([agent.coins, agent.plots]).toEqual([350, []])
    expect(result.plots).toEqual([{ plot: PLOT }])
    expect(coinsOf(stage.world)).toBe(coins)
  })
})

describe('land of an owner', () => {
  it('who leaves the city is free again', () => {
    const stage = new Stage()
    const agent = settler(stage)
    stage.act(agent, claim(PLOT))
    const command = { kind: 'retire', resident: agent.number } as const
    const { facts, plots } = settle(stage.world, [{ type: 'command', id: 'retire-1', command }])
    expect(only(facts, 'plot_released')).toMatchObject([{ agent_id: 'a1000000', plot: PLOT, coins: 0 }])
    expect(plots).toEqual([{ plot: PLOT }])
  })

  it('[HND-2] who crosses the border stays its own, and is free again when the owner retires over there', () => {
    const city = new TwoDistricts()
    const agent = city.spawn(0, 500)
    city.act(agent, { name: 'move_to', parameters: { place: 'mill-corner' } })
    city.ticks(130)
    city.act(agent, claim(PLOT))
    city.act(agent, { name: 'move_to', parameters: { place: 'harbour-kiosk' } })
    city.ticks(200)
    expect(city.homeOf(agent)?.map.id).toBe('market')
    expect([city.get(agent).plots, city.worlds[0]?.plotOwners[2]]).toEqual([[2], agent])
    const refused = city.act(agent, release(PLOT)).map((item) => (item.kind === 'result' ? item.code : item.kind))
    expect(refused).toEqual(['across_border'])
    city.give(0, { kind: 'retire', resident: agent })
    city.ticks(10)
    expect(city.worlds[0]?.plotOwners[2]).toBe(0)
    expect(only(city.facts, 'plot_released')).toHaveLength(1)
    expect(city.imbalance()).toBe(0)
  })

  it('[CMD-1] a late word of an earlier owner takes nothing from the next one', () => {
    const stage = new Stage()
    const agent = settler(stage)
    stage.act(agent, claim(PLOT))
    const command = { kind: 'free_plot', resident: 77, plot: PLOT } as const
    settle(stage.world, [{ type: 'command', id: 'free-1', command }])
    expect(stage.world.plotOwners[2]).toBe(agent.number)
  })
})
