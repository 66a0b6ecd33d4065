// Builders for hire: a price is asked, materials come by cart, hands come on shift, coins follow the work; and what happens when they do not come.
import { must } from '@civitas/kit'
import { type ActionParameters, agentIdOf, type SimAction } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, observe } from '../../src/sim/index.ts'
import { leaveSites, siteInHand } from '../../src/sim/economy/builders.ts'
import { hire } from '../../src/sim/economy/roster.ts'
import { letGo } from '../../src/sim/economy/staff.ts'
import { CONTRACT_DAYS, DAY_MS, HOUR_MS } from '../../src/sim/limits.ts'
import { coinsOf } from '../../src/sim/money.ts'
import { goInside } from '../../src/sim/people/inside.ts'
import { takeOver } from '../../src/sim/people/land.ts'
import { buildingRow, plotRow } from '../../src/sim/reads/settle-result.ts'
import type { Resident } from '../../src/sim/people/resident.ts'
import { only, Stage, tiny } from './stage.ts'

const PLOT = 'plot-ot-3'
const plot = must(tiny.plotById.get(PLOT), PLOT)
const YARD = 'cog-workshop'
/** Eight planks at 6, twelve bricks at 6, twelve hours at 11 and a half more. */
const PRICE = 8 * 6 + 12 * 6 + Math.trunc(12 * 11 * 1.5)

const hiring = (more: Partial<ActionParameters['build']> = {}): SimAction => ({
  name: 'build',
  parameters: { plot: PLOT, kind: 'cottage', builders: YARD, deposit: 0, minutes: 1, ...more },
})
const work: SimAction = { name: 'work', parameters: { minutes: 600 } }

/** At ten city minutes a tick, in the morning: an owner in the builders' house, and one of their people. */
function morning({ coins = 500 } = {}) {
  const stage = new Stage({ clockRate: 600 })
  stage.clock(8, 30)
  const { building, state } = stage.building(YARD)
  state.coins = 300
  state.stock = [60, 30]
  state.prices = building.shelves.map(({ price }) => price)
  const owner = stage.agent({ inside: YARD, coins })
  takeOver(stage.world, owner, plot)
  const hand = stage.agent({ at: PLOT, coins: 0 })
  hire(stage.world, hand, building)
  return { stage, owner, hand, building, state }
}

/** Hours in which nobody gets hungry or tired. */
function hours(stage: Stage, count: number, ...people: Resident[]) {
  return Array.from({ length: count * 6 }, () => {
    for (const one of people) Object.assign(one, { energy: 10_000_000, hunger: 10_000_000 })
    return stage.run(1)
  }).flat()
}

/** They were hired, have brought what it takes, and have worked for three hours. */
function underWay() {
  const all = morning()
  const { stage, owner, hand } = all
  stage.act(owner, hiring())
  hours(stage, 1, hand)
  stage.act(hand, work)
  hours(stage, 3, hand)
  return all
}

/** The owner has begun by itself, with two coins for helpers. */
function siteLaidOut(stage: Stage, owner: Resident) {
  const alone = { plot: PLOT, kind: 'cottage', deposit: 2, minutes: 1 } as const
  expect(stage.act(owner, { name: 'build', parameters: alone }).status).toBe('accepted')
  return siteOn(stage)
}

const siteOn = (stage: Stage) => must(stage.world.sites[plot.index], 'a site')

describe('builders', () => {
  it('tell in their house, and to gateways, what a whole building costs', () => {
    const { stage, owner, building } = morning()
    const near = observe(stage.world, owner.number)?.environment.nearby_places
    expect(near?.find(({ place }) => place === YARD)?.builds).toMatchObject({ cottage: PRICE })
    expect(buildingRow(stage.world, building.index).firm?.builds).toMatchObject({ cottage: PRICE })
    expect(buildingRow(stage.world, stage.building('smithy').building.index).firm?.builds).toBeUndefined()
    const open = observe(stage.world, owner.number)?.available_actions.find(({ action }) => action === 'build')
    expect(open?.targets).toEqual([PLOT])
  })

  it('are hired for their price, which waits on the site', () => {
    const { stage, owner } = morning()
    const coins = coinsOf(stage.world)
    const { facts } = stage.act(owner, hiring({ deposit: 20 }))
    expect(only(facts, 'builders_hired')).toEqual([
      { type: 'builders_hired', agent_id: 'a1000000', plot: PLOT, building: YARD, kind: 'cottage', coins: PRICE },
    ])
    expect([owner.coins, siteOn(stage).coins]).toEqual([500 - PRICE - 20, PRICE + 20])
    expect(plotRow(stage.world, plot.index).deed).toEqual({ work: 'cottage', percent: 0, builders: YARD })
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('bring what is lacking from their shelves in the next hour, and their people build for their wage', () => {
    const { stage, owner, hand, state } = morning()
    stage.act(owner, hiring())
    expect(stage.act(hand, work).code).toBe('not_inside')
    const facts = hours(stage, 1, hand)
    expect(only(facts, 'materials_delivered')).toEqual([
      { type: 'materials_delivered', building: YARD, plot: PLOT, planks: 8, bricks: 12 },
    ])
    expect(state.stock).toEqual([52, 18])
    expect(observe(stage.world, hand.number)?.self.work_site).toBe(PLOT)
    expect(stage.act(hand, work).status).toBe('accepted')
    expect(hand.activity).toBe('working')
    const till = state.coins
    const done = hours(stage, 6, hand)
    expect(siteOn(stage).labourMs).toBeGreaterThanOrEqual(5 * HOUR_MS)
    // Paid by the hour: half of the price by noon.
    expect(state.coins - till).toBeGreaterThan(PRICE * 0.4)
    expect(siteOn(stage).coins).toBe(siteOn(stage).contract?.owed)
    stage.act(hand, { name: 'wait', parameters: { minutes: 1 } })
    expect(hand.coins).toBeGreaterThanOrEqual(5 * 9)
    expect(only(done, 'wage_paid')).toEqual([])
  })

  it('finish what they began, and get the rest; the owner moves in', () => {
    const { stage, owner, hand, state } = morning()
    const coins = coinsOf(stage.world)
    stage.act(owner, hiring())
    hours(stage, 1, hand, owner)
    const facts = Array.from({ length: 8 }, () => {
      stage.act(hand, work)
      return hours(stage, 4, hand, owner)
    }).flat()
    const [stands] = only(facts, 'building_finished')
    expect(stands).toMatchObject({ plot: PLOT, kind: 'cottage', builders: YARD })
    expect([siteOn(stage).coins, siteOn(stage).contract]).toEqual([0, undefined])
    expect(tiny.named[owner.home]?.id).toBe(PLOT)
    expect(state.firm.staff).toHaveLength(1)
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('do not share the coins of the site with others, who are paid for nothing there', () => {
    const { stage, owner, hand } = morning()
    stage.act(owner, hiring())
    hours(stage, 1, hand)
    const passer = stage.agent({ at: PLOT, coins: 0 })
    expect(stage.act(passer, work).code).toBe('not_inside')
    stage.clock(18)
    expect(stage.act(hand, work).code).toBe('not_on_shift')
  })

  it('are owed their price, whoever was at work there before: a helper is paid of the rest, and goes', () => {
    const { stage, owner, hand } = morning()
    const coins = coinsOf(stage.world)
    stage.put(owner, PLOT)
    owner.building = -1
    Object.assign(siteLaidOut(stage, owner), { planks: 8, bricks: 12 })
    const passer = stage.agent({ at: PLOT, coins: 0 })
    expect(stage.act(passer, work).status).toBe('accepted')
    goInside(stage.world, owner, stage.building(YARD).building)
    expect(stage.act(owner, hiring()).status).toBe('accepted')
    const paid = only(hours(stage, 12, hand, passer, owner), 'wage_paid')
    const { coins: left, contract } = siteOn(stage)
    expect(left).toBe(contract?.owed)
    expect(paid).toMatchObject([{ agent_id: agentIdOf(passer.number), building: PLOT, coins: 2 }])
    expect(passer.activity).toBe('idle')
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('leave when they are bankrupt: what they have not earned stays for others', () => {
    const { stage, hand, building } = underWay()
    const coins = coinsOf(stage.world)
    leaveSites(stage.world, building)
    const [left] = only(stage.run(1), 'builders_left')
    const site = siteOn(stage)
    expect(left).toMatchObject({ agent_id: 'a1000000', plot: PLOT, building: YARD, why: 'bankrupt', coins: site.coins })
    expect(site.coins).toBeGreaterThan(PRICE / 2)
    expect([hand.activity, siteInHand(stage.world, building)]).toEqual(['idle', undefined])
    expect(hand.coins).toBeGreaterThan(0)
    expect(coinsOf(stage.world)).toBe(coins)
    const passer = stage.agent({ at: PLOT, coins: 0 })
    expect(stage.act(passer, work).status).toBe('accepted')
  })

  it('are free again after ten days in which nobody came', () => {
    const { stage, owner, hand, building } = morning()
    letGo(stage.world, building, hand.number, 'no_work')
    stage.act(owner, hiring())
    must(siteOn(stage).contract, 'a contract').hiredMs -= CONTRACT_DAYS * DAY_MS
    const facts = hours(stage, 1)
    expect(only(facts, 'builders_left')).toMatchObject([{ why: 'late', coins: PRICE }])
  })

  it('who is let go on the site is paid for what was done', () => {
    const { stage, hand, building } = underWay()
    letGo(stage.world, building, hand.number, 'no_work')
    expect([hand.activity, hand.job]).toEqual(['idle', -1])
    expect(hand.coins).toBeGreaterThanOrEqual(2 * 9)
  })

  it('get what they have earned when the owner gives up, who gets the rest', () => {
    const { stage, owner, hand, state } = underWay()
    stage.act(hand, { name: 'wait', parameters: { minutes: 1 } })
    const [coins, till, left] = [coinsOf(stage.world), state.coins, siteOn(stage).coins]
    stage.act(owner, { name: 'release_plot', parameters: { plot: PLOT } })
    expect(stage.world.sites[plot.index]).toBeUndefined()
    expect(owner.coins - 150 - (500 - PRICE) + (state.coins - till)).toBe(left)
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('ask less for what somebody else has begun', () => {
    const { stage, owner } = morning()
    const begun = { work: 0, planks: 8, bricks: 12, labourMs: 6 * HOUR_MS, begunMs: 0, coins: 0 }
    stage.world.sites[plot.index] = { ...begun, isBuilt: false, isKnown: false, contract: undefined }
    const { facts } = stage.act(owner, hiring({ kind: undefined }))
    expect(only(facts, 'builders_hired')).toMatchObject([{ kind: 'cottage', coins: 6 * 11 * 1.5 }])
  })

  it('are the same after their bytes', () => {
    const { stage, owner, hand } = morning()
    stage.act(owner, hiring())
    hours(stage, 1, hand)
    stage.act(hand, work)
    hours(stage, 2, hand)
    const again = decodeWorld(tiny, encodeWorld(stage.world))
    expect(again.sites).toEqual(stage.world.sites)
    expect(encodeWorld(again)).toEqual(encodeWorld(stage.world))
  })
})
