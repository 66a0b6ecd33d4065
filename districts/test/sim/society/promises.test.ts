// Appointments and debts: asked, agreed, kept and broken, on both sides of a border.
import { agentIdOf, type Means } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, observe } from '../../../src/sim/index.ts'
import { APPOINTMENT_LATE_MINUTES, LOAN_DAYS } from '../../../src/sim/limits/people.ts'
import { DAY_MS, MINUTE_MS } from '../../../src/sim/limits.ts'
import { bondWith, openBond } from '../../../src/sim/society/bonds.ts'
import { lookOverDebts } from '../../../src/sim/society/debts.ts'
import { goInside } from '../../../src/sim/people/inside.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import { only, Stage, tiny } from '../stage.ts'
import { TwoDistricts } from '../two-districts.ts'

const words = { text_id: 't_words' }
const say = (to: Resident, means: Means) => {
  return { name: 'say', parameters: { words, to: agentIdOf(to.number), means } } as const
}
const pay = (to: Resident, amount: number, what: 'gift' | 'loan' | 'debt') => {
  return { name: 'pay', parameters: { agent: agentIdOf(to.number), amount, for: what } } as const
}
const atNine = { kind: 'invite', place: 'canal-cafe', minute_of_day: 9 * 60 } as const

/** Two who have agreed to meet in the café at nine; it is half past eight. */
function appointed(): { stage: Stage; host: Resident; guest: Resident } {
  const stage = new Stage()
  const [host, guest] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
  stage.clock(8, 30)
  stage.act(host, say(guest, atNine))
  stage.act(guest, say(host, { kind: 'accept' }))
  return { stage, host, guest }
}

function goTo(stage: Stage, agent: Resident, house: string): void {
  goInside(stage.world, agent, stage.building(house).building)
  stage.world.index.forget()
}

/** Ticks until so many city minutes have passed. */
function pass(stage: Stage, minutes: number) {
  return stage.run(Math.ceil((minutes * MINUTE_MS) / 20_000) + 1)
}

describe('an appointment', () => {
  it('waits for the answer on both sides, and shows in what both observe', () => {
    const stage = new Stage()
    const [host, guest] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
    stage.clock(8, 30)
    stage.act(host, say(guest, atNine))
    const asked = { place: 'canal-cafe', day: 1, minute_of_day: 540, status: 'asked' }
    expect(observe(stage.world, host.number)?.self.appointments).toEqual([
      { ...asked, agent_id: agentIdOf(guest.number), by_you: true },
    ])
    expect(observe(stage.world, guest.number)?.self.appointments).toEqual([
      { ...asked, agent_id: agentIdOf(host.number) },
    ])
    const { facts } = stage.act(guest, say(host, { kind: 'accept' }))
    expect(only(facts, 'appointed')).toMatchObject([{ place: 'canal-cafe', day: 1, minute_of_day: 540 }])
    expect(host.appointments).toMatchObject([{ isAgreed: true, with: guest.number }])
  })

  it('is over with a no, which is no offence', () => {
    const stage = new Stage()
    const [host, guest] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
    stage.act(host, say(guest, atNine))
    stage.act(guest, say(host, { kind: 'decline' }))
    expect([host.appointments, guest.appointments]).toEqual([[], []])
    expect(bondWith(host, guest.number)).toMatchObject({ last: 'was_declined', standing: 'acquainted' })
  })

  it('asked for an hour that the clock has passed is for tomorrow; unanswered it lapses', () => {
    const stage = new Stage()
    const [host, guest] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
    stage.clock(9, 30)
    stage.act(host, say(guest, atNine))
    expect(guest.appointments[0]?.due).toBe(1_440 + 540)
    stage.world.cityMs = 1_981 * MINUTE_MS
    stage.tick()
    expect([host.appointments, guest.appointments]).toEqual([[], []])
  })

  it('is kept when both are there: a fact, and both like and trust each other more', () => {
    const { stage, host, guest } = appointed()
    for (const agent of [host, guest]) goTo(stage, agent, 'canal-cafe')
    const before = bondWith(host, guest.number)?.trust ?? 0
    const facts = pass(stage, 31)
    expect(only(facts, 'met_as_agreed')).toMatchObject([{ place: 'canal-cafe' }])
    expect([host.appointments, guest.appointments]).toEqual([[], []])
    expect(bondWith(host, guest.number)?.trust).toBeGreaterThan(before)
    expect(guest.experiences.at(-1)).toMatchObject({ kind: 'met_as_agreed', other: host.number })
  })

  it.each(tiny.districts[0]?.places.map(({ id }) => id) ?? [])('is kept outdoors, at %s', (place) => {
    const stage = new Stage()
    const [host, guest] = [stage.agent({ at: place }), stage.agent({ at: place })]
    stage.clock(8, 30)
    stage.act(host, say(guest, { ...atNine, place }))
    stage.act(guest, say(host, { kind: 'accept' }))
    expect(only(pass(stage, 31), 'met_as_agreed')).toMatchObject([{ place }])
  })

  it('is broken when one waits in vain: told by who waited, and it costs affection and trust', () => {
    const { stage, host, guest } = appointed()
    goTo(stage, host, 'canal-cafe')
    const facts = pass(stage, 31 + APPOINTMENT_LATE_MINUTES)
    expect(only(facts, 'stood_up')).toMatchObject([
      { agent_id: agentIdOf(guest.number), other: agentIdOf(host.number) },
    ])
    expect(bondWith(host, guest.number)?.trust).toBeLessThan(0)
    expect(host.experiences.some(({ kind }) => kind === 'was_stood_up')).toBe(true)
    expect(guest.experiences.some(({ kind }) => kind === 'stood_up')).toBe(true)
  })

  it('that both forget is nobody’s fault', () => {
    const { stage, host, guest } = appointed()
    const facts = pass(stage, 31 + APPOINTMENT_LATE_MINUTES)
    expect(facts.filter(({ type }) => type === 'stood_up' || type === 'met_as_agreed')).toEqual([])
    expect([host.appointments, guest.appointments]).toEqual([[], []])
  })

  it('is one of several that the same two have made: each is kept or broken by itself', () => {
    const { stage, host, guest } = appointed()
    const later = { ...atNine, place: 'fountain-square', minute_of_day: 20 * 60 }
    stage.act(host, say(guest, later))
    stage.act(guest, say(host, { kind: 'accept' }))
    stage.act(host, say(guest, { ...later, minute_of_day: 22 * 60 }))
    stage.act(guest, say(host, { kind: 'accept' }))
    for (const agent of [host, guest]) goTo(stage, agent, 'canal-cafe')
    expect(only(pass(stage, 31), 'met_as_agreed')).toHaveLength(1)
    const left = [{ due: 20 * 60 }, { due: 22 * 60 }]
    expect([host.appointments, guest.appointments]).toMatchObject([left, left])
  })

  it('is not made by a yes to something else', () => {
    const stage = new Stage()
    const [host, guest] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
    stage.clock(8, 30)
    stage.act(host, say(guest, atNine))
    for (const means of [{ kind: 'apologise' }, { kind: 'ask_loan', amount: 5 }] as const) {
      stage.act(host, say(guest, means))
      expect(stage.act(guest, say(host, { kind: 'accept' })).status).toBe('accepted')
      expect([host.appointments, guest.appointments]).toMatchObject([[{ isAgreed: false }], [{ isAgreed: false }]])
      stage.act(host, say(guest, means))
      stage.act(guest, say(host, { kind: 'decline' }))
      expect([host.appointments.length, guest.appointments.length]).toEqual([1, 1])
    }
    stage.act(guest, say(host, { kind: 'accept' }))
    expect([host.appointments, guest.appointments]).toMatchObject([[{ isAgreed: true }], [{ isAgreed: true }]])
  })

  it('[CMD-1] is made over a border by words sent there and back', () => {
    const both = new TwoDistricts()
    const [host, guest] = [both.spawn(0), both.spawn(1)]
    const tell = (to: number, means: Means) => {
      return { name: 'tell', parameters: { agent: agentIdOf(to), words, means } } as const
    }
    both.act(host, tell(guest, { ...atNine, minute_of_day: 1_200 }))
    both.ticks(3)
    expect(both.get(guest).appointments).toMatchObject([{ isAgreed: false, isMine: false, with: host }])
    both.act(guest, tell(host, { kind: 'accept' }))
    both.ticks(3)
    expect(both.get(host).appointments).toMatchObject([{ isAgreed: true, isMine: true, with: guest }])
    expect(only(both.facts, 'appointed')).toHaveLength(1)
  })
})

describe('a quarrel', () => {
  const facts = (stage: Stage, speaker: Resident, listener: Resident, kind: 'insult' | 'apologise' | 'accept') =>
    stage.act(speaker, say(listener, { kind })).facts

  it('follows an offence sooner or later, and ends with an apology that is accepted', () => {
    const stage = new Stage()
    const [one, other] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
    const insults = Array.from({ length: 30 }, () => facts(stage, one, other, 'insult')).flat()
    expect(only(insults, 'quarrelled')).toMatchObject([{ agent_id: agentIdOf(other.number), why: 'insult' }])
    expect([bondWith(one, other.number)?.standing, bondWith(other, one.number)?.standing]).toEqual([
      'at_odds',
      'at_odds',
    ])
    facts(stage, one, other, 'apologise')
    expect(only(facts(stage, other, one, 'accept'), 'reconciled')).toHaveLength(1)
    expect([bondWith(one, other.number)?.standing, bondWith(other, one.number)?.standing]).toEqual([
      'acquainted',
      'acquainted',
    ])
  })

  it('[CMD-1] ends over a border too, on both sides', () => {
    const both = new TwoDistricts()
    const [one, other] = [both.spawn(0), both.spawn(1)]
    const tell = (to: number, means: Means) => {
      return { name: 'tell', parameters: { agent: agentIdOf(to), words, means } } as const
    }
    const bonds = () => [bondWith(both.get(one), other)?.standing, bondWith(both.get(other), one)?.standing]
    both.act(one, tell(other, { kind: 'apologise' }))
    both.ticks(3)
    for (const [agent, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const bond = bondWith(both.get(agent), to)
      if (bond) bond.standing = 'at_odds'
    }
    expect(bonds()).toEqual(['at_odds', 'at_odds'])
    both.act(other, tell(one, { kind: 'accept' }))
    both.ticks(3)
    expect(bonds()).toEqual(['acquainted', 'acquainted'])
    expect(only(both.facts, 'reconciled')).toHaveLength(1)
  })

  it('does not part dear friends', () => {
    const stage = new Stage()
    const [one, other] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
    openBond(stage.world, other, one.number).affection = 900
    const insults = Array.from({ length: 2 }, () => facts(stage, one, other, 'insult')).flat()
    expect(only(insults, 'quarrelled')).toEqual([])
  })
})

describe('a loan', () => {
  it('is paid back at the door behind which the creditor is; other coins change hands within sight only', () => {
    const stage = new Stage()
    const lender = stage.agent({ inside: 'canal-cafe' })
    const borrower = stage.agent({ at: 'canal-cafe' })
    const debt = { coins: 30, dueDay: 6, isOverdue: false }
    lender.claims.push({ ...debt, other: borrower.number })
    borrower.debts.push({ ...debt, other: lender.number })
    expect(stage.act(borrower, pay(lender, 5, 'gift')).code).toBe('too_far')
    expect(stage.act(borrower, pay(lender, 30, 'debt')).status).toBe('accepted')
    expect([borrower.debts, lender.claims]).toEqual([[], []])
    borrower.debts.push({ ...debt, other: lender.number })
    stage.put(borrower, 'mill-corner')
    expect(stage.act(borrower, pay(lender, 30, 'debt')).code).toBe('too_far')
  })

  /** The borrower has asked for 30 coins and got them. */
  function lent() {
    const stage = new Stage()
    const [lender, borrower] = [
      stage.agent({ at: 'fountain-square' }),
      stage.agent({ at: 'fountain-square', coins: 5 }),
    ]
    stage.act(borrower, say(lender, { kind: 'ask_loan', amount: 30 }))
    const { facts } = stage.act(lender, pay(borrower, 30, 'loan'))
    return { stage, lender, borrower, facts }
  }

  it('is given to who asked for it: coins move, both keep account', () => {
    const { lender, borrower, facts, stage } = lent()
    expect([lender.coins, borrower.coins]).toEqual([70, 35])
    expect(only(facts, 'lent')).toMatchObject([{ amount: 30, due_day: 1 + LOAN_DAYS }])
    const owed = { amount: 30, due_day: 1 + LOAN_DAYS }
    expect(observe(stage.world, borrower.number)?.self.debts).toEqual([{ agent_id: agentIdOf(lender.number), ...owed }])
    expect(observe(stage.world, lender.number)?.self.claims).toEqual([
      { agent_id: agentIdOf(borrower.number), ...owed },
    ])
    const bytes = encodeWorld(stage.world)
    expect(encodeWorld(decodeWorld(tiny, bytes))).toEqual(bytes)
  })

  it('is paid back in parts, which builds trust', () => {
    const { stage, lender, borrower } = lent()
    expect(only(stage.act(borrower, pay(lender, 20, 'debt')).facts, 'repaid')).toMatchObject([{ amount: 20, left: 10 }])
    expect(stage.act(borrower, pay(lender, 11, 'debt')).code).toBe('not_owed')
    stage.act(borrower, pay(lender, 10, 'debt'))
    expect([borrower.debts, lender.claims]).toEqual([[], []])
    expect(bondWith(lender, borrower.number)?.trust).toBeGreaterThan(100)
  })

  it('unpaid after its day is told, costs trust, and is written off in the end', () => {
    const { stage, lender, borrower } = lent()
    const daily = (day: number) => {
      stage.world.cityMs = day * DAY_MS
      for (const agent of [lender, borrower]) lookOverDebts(stage.world, agent)
    }
    daily(LOAN_DAYS)
    expect(stage.world.output.facts).toEqual([])
    daily(LOAN_DAYS + 1)
    daily(LOAN_DAYS + 2)
    expect(only(stage.world.output.facts, 'defaulted')).toMatchObject([
      { agent_id: agentIdOf(borrower.number), amount: 30 },
    ])
    expect(bondWith(lender, borrower.number)?.trust).toBeLessThan(-150)
    daily(60)
    expect([borrower.debts, lender.claims]).toEqual([[], []])
  })

  it('[CMD-3] is paid back over a border too', () => {
    const both = new TwoDistricts()
    const [lender, borrower] = [both.spawn(0), both.spawn(1)]
    const debt = { coins: 30, dueDay: 6, isOverdue: false }
    both.get(lender).claims.push({ ...debt, other: borrower })
    both.get(borrower).debts.push({ ...debt, other: lender })
    const repay = { name: 'pay', parameters: { agent: agentIdOf(lender), amount: 30, for: 'debt' } } as const
    both.act(borrower, repay)
    both.ticks(3)
    expect([both.get(lender).claims, both.get(borrower).debts]).toEqual([[], []])
    expect([both.get(lender).coins, both.get(borrower).coins, both.imbalance()]).toEqual([130, 70, 0])
    expect(both.items.get(lender)?.at(-1)).toMatchObject({ kind: 'fact', fact: { type: 'paid', for: 'debt' } })
  })
})
