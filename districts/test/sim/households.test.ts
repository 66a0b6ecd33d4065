// Families: a home, a purse, the rent; and firms that fail and come back.
import { must } from '@civitas/kit'
import { describe, expect, it } from 'vitest'
import { moveIn } from '../../src/sim/economy/household.ts'
import { decodeWorld, encodeWorld, observe, settle } from '../../src/sim/index.ts'
import {
  BROKE_DAYS,
  CLOSED_DAYS,
  DRAW_BELOW,
  ERRAND_DAYS,
  EVICT_DAYS,
  HOUSE_RENT,
  POCKET_COINS,
} from '../../src/sim/limits.ts'
import { coinsOf, transfer } from '../../src/sim/money.ts'
import { isOpen } from '../../src/sim/people/inside.ts'
import type { Resident } from '../../src/sim/people/resident.ts'
import type { World } from '../../src/sim/world.ts'
import { only, Stage } from './stage.ts'
import { TwoDistricts } from './two-districts.ts'

/** A family of two in Heron House, minded from within. */
function family(stage: Stage, coins: readonly number[] = [100, 100]): Resident[] {
  const { building } = stage.building('heron-house')
  return coins.map((wallet) => {
    const member = stage.agent({ inside: 'heron-house', coins: wallet, streamed: false })
    moveIn(stage.world, member, building)
    return member
  })
}

const purse = (stage: Stage, of: Resident) => must(stage.world.households.get(of.household), 'household')

function at(stage: Stage, hour: number) {
  stage.clock(hour - 1, 59)
  return stage.run(6)
}

describe('a household', () => {
  it('shares a purse: who has plenty brings, who is short draws, and rent is paid from it', () => {
    const stage = new Stage()
    const [rich, poor] = family(stage, [POCKET_COINS + 100, 5]) as [Resident, Resident]
    expect(rich.household).toBe(poor.household)
    const treasury = stage.world.treasury.coins
    const coins = coinsOf(stage.world)
    at(stage, 4)
    expect(rich.coins).toBe(POCKET_COINS + 30)
    expect(poor.coins).toBe(DRAW_BELOW)
    expect(purse(stage, rich)).toMatchObject({ coins: 70 - (DRAW_BELOW - 5) - 2 * HOUSE_RENT, arrears: 0 })
    expect(stage.world.treasury.coins).toBe(treasury + 2 * HOUSE_RENT)
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('that owes the rent of many days loses the home, and finds a cheaper one when it can pay', () => {
    const stage = new Stage()
    const [member] = family(stage, [0]) as [Resident]
    const owed = Array.from({ length: EVICT_DAYS + 1 }, () => {
      member.coins = 0
      return only(at(stage, 4), 'rent_owed')
    }).flat()
    expect(owed.map(({ coins }) => coins)).toEqual(owed.map((_, day) => (day + 1) * HOUSE_RENT))
    const [gone] = only(at(stage, 10), 'evicted')
    expect(gone).toMatchObject({ building: 'heron-house', coins: HOUSE_RENT * (EVICT_DAYS + 1) })
    expect([member.home, member.household, member.building]).toEqual([-1, 0, -1])
    member.coins = 0
    expect(only(at(stage, 12), 'moved_in')).toEqual([])
    member.coins = 50
    const [found] = only(at(stage, 12), 'moved_in')
    const home = must(stage.world.city.named[member.home], 'home')
    expect(found).toMatchObject({ building: home.id })
    expect(home.kind).toBe('flats')
    expect(stage.world.households.get(member.household)).toMatchObject({ members: [member.number], arrears: 0 })
  })

  it('whose member is minded from outside leaves it its coins, but for the rent', () => {
    const stage = new Stage()
    const agent = stage.agent({ coins: 500 })
    moveIn(stage.world, agent, stage.building('heron-house').building)
    at(stage, 4)
    expect(agent.coins).toBe(500 - HOUSE_RENT)
    expect(observe(stage.world, agent.number)?.self.household).toEqual({
      purse: 0,
      rent: HOUSE_RENT,
      owed: 0,
      members: 1,
    })
    expect(purse(stage, agent)).toMatchObject({ coins: 0, arrears: 0 })
  })

  it('spends what it does not need on things for the home, in the shops of its district', () => {
    const stage = new Stage()
    const [member] = family(stage) as [Resident]
    purse(stage, member).coins += 400
    stage.world.treasury.coins -= 400
    const tills = () => stage.world.buildings.reduce((sum, { coins }) => sum + coins, 0)
    const before = { tills: tills(), coins: coinsOf(stage.world) }
    const facts = Array.from({ length: ERRAND_DAYS }, (_, day) => {
      stage.world.cityMs = ((day * 24 + 16) * 60 - 1) * 60_000
      return stage.run(6)
    }).flat()
    const [fact, more] = only(facts, 'households_shopped')
    expect(more).toBeUndefined()
    expect(fact?.pieces).toBeGreaterThan(0)
    expect(tills() - before.tills).toBe(fact?.coins)
    expect(purse(stage, member).coins).toBe(400 - (fact?.coins ?? 0))
    expect(coinsOf(stage.world)).toBe(before.coins)
  })

  it('is part of the state, and ends with its last member', () => {
    const stage = new Stage()
    const [one, other] = family(stage) as [Resident, Resident]
    const again = decodeWorld(stage.world.city, encodeWorld(stage.world))
    expect([...again.households]).toEqual([...stage.world.households])
    expect(encodeWorld(again)).toEqual(encodeWorld(stage.world))
    const number = one.household
    purse(stage, one).coins += 10
    stage.world.treasury.coins -= 10
    const coins = coinsOf(stage.world)
    for (const { number: resident } of [one, other]) {
      settle(stage.world, [{ type: 'command', id: `r${resident}`, command: { kind: 'retire', resident } }])
    }
    expect(stage.world.households.has(number)).toBe(false)
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('[CMD-4] hears from beyond the border who left the city, and tells those there that the home is lost', () => {
    const towns = new TwoDistricts()
    const [resident, other] = [towns.spawn(0), towns.spawn(0)]
    const [here, there] = towns.worlds as [World, World]
    for (const number of [resident, other]) {
      const agent = must(here.byNumber.get(number), 'agent')
      const house = must(
        there.map.buildings.find(({ kind }) => kind === 'house'),
        'a house',
      )
      agent.home = house.address
      agent.household = house.address * 256 + 1
    }
    const { household, home } = towns.get(resident)
    here.households.clear()
    const index = home - there.map.firstAddress
    there.households.set(household, { coins: 0, home: index, arrears: 10_000, members: [resident, other] })
    towns.give(0, { kind: 'retire', resident: other })
    towns.ticks(3)
    expect(there.households.get(household)?.members).toEqual([resident])
    there.cityMs = here.cityMs = 10 * 3_600_000 - 20_000
    towns.ticks(4)
    expect(only(towns.facts, 'evicted')).toHaveLength(1)
    expect([towns.get(resident).home, there.households.has(household)]).toEqual([-1, false])
    expect(towns.imbalance()).toBe(0)
  })
})

describe('a firm that stays broke', () => {
  it('closes, lets everybody go, and is founded anew with a loan, which its profit pays back', () => {
    const stage = new Stage()
    const { building, state } = stage.building('old-bakery')
    const baker = stage.agent({ coins: 50 })
    baker.job = building.address
    state.firm.staff.push({ resident: baker.number, came: true, missed: 0, unpaid: false })
    stage.world.treasury.coins += state.coins
    state.coins = 0
    state.stock.fill(0)
    const midnight = () => {
      state.stock.fill(0)
      return at(stage, 24)
    }
    const facts = Array.from({ length: BROKE_DAYS }, midnight).flat()
    expect(only(facts, 'bankrupt')).toEqual([{ type: 'bankrupt', building: 'old-bakery' }])
    expect(only(facts, 'let_go')).toHaveLength(1)
    stage.clock(10)
    stage.run(1)
    expect([baker.job, isOpen(stage.world, building), state.open]).toEqual([-1, false, false])
    const later = Array.from({ length: CLOSED_DAYS }, midnight).flat()
    const [back] = only(later, 'refounded')
    expect(back?.coins).toBeGreaterThan(0)
    expect([state.firm.loan, state.coins]).toEqual([back?.coins, back?.coins])
    stage.clock(10)
    expect(isOpen(stage.world, building)).toBe(true)
    transfer(stage.world.treasury, state, 20_000)
    at(stage, 24)
    expect(state.firm.loan).toBe(0)
  })

  it('is one of few: no more than some of a district close at a time', () => {
    const stage = new Stage()
    const firms = stage.world.map.buildings.filter(({ jobs, isPublic }) => jobs > 0 && !isPublic)
    const facts = Array.from({ length: BROKE_DAYS + 3 }, () => {
      for (const { index } of firms) {
        const state = must(stage.world.buildings[index], 'state')
        transfer(state, stage.world.treasury, state.coins)
        state.stock.fill(0)
      }
      return at(stage, 24)
    }).flat()
    expect(only(facts, 'bankrupt')).toHaveLength(1)
  })
})
