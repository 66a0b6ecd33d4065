// Land that changes hands: offered, bought from owners near and far, named, let.
import { must } from '@civitas/kit'
import { agentIdOf, type SimAction } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, observe } from '../../../src/sim/index.ts'
import { RENT_HOUR } from '../../../src/sim/limits.ts'
import { coinsOf } from '../../../src/sim/money.ts'
import { takeOver } from '../../../src/sim/people/land.ts'
import { raise } from '../../../src/sim/people/sites.ts'
import { moveIn } from '../../../src/sim/economy/household.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import { only, Stage, tiny } from '../stage.ts'
import { TwoDistricts } from '../two-districts.ts'

const PLOT = 'plot-ot-3'
const plot = must(tiny.plotById.get(PLOT), PLOT)
const words = { text_id: 't_name' }

const claim: SimAction = { name: 'claim_plot', parameters: { plot: PLOT } }
const offer = (price: number): SimAction => ({ name: 'manage_plot', parameters: { plot: PLOT, price } })
const let_ = (rent: number): SimAction => ({ name: 'manage_plot', parameters: { plot: PLOT, rent } })

function owner(stage: Stage): Resident {
  const agent = stage.agent({ at: 'mill-corner' })
  takeOver(stage.world, agent, plot)
  return agent
}

/** A cottage stands on the plot. */
function built(stage: Stage): void {
  const site = {
    work: 0,
    planks: 8,
    bricks: 12,
    labourMs: 0,
    begunMs: 0,
    isBuilt: true,
    isKnown: false,
    contract: undefined,
    coins: 0,
  }
  stage.world.sites[plot.index] = site
  raise(stage.world, plot, site)
}

describe('a plot that is offered', () => {
  it('is bought from its owner, with what stands on it', () => {
    const stage = new Stage()
    const [seller, buyer] = [owner(stage), stage.agent({ at: 'mill-corner', coins: 500 })]
    expect(stage.act(buyer, claim).code).toBe('plot_taken')
    const { facts, result } = stage.act(seller, offer(240))
    expect(only(facts, 'plot_offered')).toMatchObject([{ plot: PLOT, price: 240 }])
    expect(result.plots).toMatchObject([{ owner: seller.number, deed: { price: 240 } }])
    expect(observe(stage.world, buyer.number)?.environment.nearby_plots?.[0]).toMatchObject({
      price: 240,
      for_sale: true,
    })
    const coins = coinsOf(stage.world)
    const sale = stage.act(buyer, claim)
    expect(only(sale.facts, 'plot_sold')).toMatchObject([
      { agent_id: agentIdOf(seller.number), to: agentIdOf(buyer.number), coins: 240 },
    ])
    expect([seller.coins, buyer.coins]).toEqual([340, 260])
    expect([seller.plots, buyer.plots]).toEqual([[], [plot.number]])
    expect(coinsOf(stage.world)).toBe(coins)
    expect(stage.act(buyer, claim).code).toBe('plot_taken')
    expect(stage.act(seller, offer(1)).code).toBe('not_owner')
  })

  it('is withdrawn with the price 0', () => {
    const stage = new Stage()
    const [seller, buyer] = [owner(stage), stage.agent({ at: 'mill-corner', coins: 500 })]
    stage.act(seller, offer(240))
    stage.act(seller, offer(0))
    expect(stage.act(buyer, claim).code).toBe('plot_taken')
  })

  it('[CMD-3, HND-2] is bought while its owner is beyond the border; coins and news reach it', () => {
    const city = new TwoDistricts()
    const [seller, buyer] = [city.spawn(0, 500), city.spawn(0, 500)]
    for (const one of [seller, buyer]) city.act(one, { name: 'move_to', parameters: { place: PLOT } })
    city.ticks(110)
    city.act(seller, claim)
    city.act(seller, offer(150))
    city.act(seller, { name: 'move_to', parameters: { place: 'harbour-kiosk' } })
    city.ticks(120)
    expect(city.homeOf(seller)?.map.id).toBe('market')
    city.act(buyer, claim)
    city.ticks(10)
    expect([city.get(seller).plots, city.get(buyer).plots]).toEqual([[], [plot.number]])
    expect(city.get(seller).coins).toBe(500 - plot.price + 150)
    expect([city.imbalance(), city.inTransit()]).toEqual([0, 0])
  })
})

describe('what stands on a plot', () => {
  it('has the name that its owner gives', () => {
    const stage = new Stage()
    const seller = owner(stage)
    const { facts, result } = stage.act(seller, { name: 'name_plot', parameters: { plot: PLOT, words } })
    expect(only(facts, 'plot_named')).toMatchObject([{ plot: PLOT, words }])
    expect(result.plots).toMatchObject([{ deed: { words } }])
    const again = decodeWorld(tiny, encodeWorld(stage.world))
    expect(again.deeds).toEqual(stage.world.deeds)
  })

  it('is let: tenants pay the rent that the owner asks, to the owner', () => {
    const stage = new Stage({ clockRate: 600 })
    const [landlord, tenant] = [owner(stage), stage.agent({ at: 'mill-corner', coins: 80 })]
    built(stage)
    expect(stage.act(landlord, let_(7)).status).toBe('accepted')
    const { building } = stage.building(PLOT)
    expect([building.homes, building.rent]).toEqual([2, 7])
    moveIn(stage.world, tenant, building)
    const before = landlord.coins
    stage.clock(RENT_HOUR - 1, 50)
    stage.run(3)
    expect(landlord.coins).toBe(before + 7)
    const again = decodeWorld(tiny, encodeWorld(stage.world))
    expect(again.map.buildings[building.index]?.rent).toBe(7)
  })

  it("is nobody's word any more when the land is given back", () => {
    const stage = new Stage()
    const seller = owner(stage)
    stage.act(seller, offer(240))
    stage.act(seller, { name: 'release_plot', parameters: { plot: PLOT } })
    expect(stage.world.deeds[plot.index]).toEqual({ price: 0, rent: -1, words: undefined })
  })
})
