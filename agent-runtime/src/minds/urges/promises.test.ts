// Invitations, loans, gifts and grudges in built-in minds.
import { experienceKinds, type Means, meansKinds, renderWords } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { batchOf, CAFE, type Column, HOME, map } from '../../../test/helpers.ts'
import { lexiconOf, packDecisions, unpackDecisions } from '../../pool/decision-columns.ts'
import { decide } from '../routine.ts'

type Row = Partial<Record<Column, number>>
const outside = { building: -1, x: 60, y: 10, place: 0 }
const SQUARE = map.buildings.length
const means = (kind: Means['kind']) => meansKinds.indexOf(kind)

/** What it does in many moments, `name` or what its words mean. */
function doings(row: Row, minute = 1_100): string[] {
  return Array.from({ length: 300 }, (_, at) => {
    const action = decide(map, { ...batchOf(minute, { ...outside, ...row }), tick: 1_000 + at }, 0)?.action
    if (action?.name !== 'say' && action?.name !== 'tell') return action?.name ?? 'nothing'
    return action.parameters.means?.kind ?? 'words'
  })
}

const first = (row: Row, minute = 1_100) => decide(map, batchOf(minute, { ...outside, ...row }), 0)?.action
/** Somebody who does not put a debt off. */
const PROMPT = 11
const talking = { busy: 1, speaker: 9, turns: 3, said: means('greet'), heard: -1 }

describe('an appointment', () => {
  const date = { dateWith: 9, dateSpot: SQUARE, dates: 1, resident: 8 }

  it('is set out for in time, waited at, and left in the end', () => {
    const far = { ...date, place: -1, x: 150, y: 60 }
    expect(first({ ...far, dateIn: 300 })?.parameters).not.toEqual({ place: 'fountain-square' })
    expect(first({ ...far, dateIn: 25 })).toMatchObject({ name: 'move_to', parameters: { place: 'fountain-square' } })
    expect(first({ ...date, dateIn: 3 })).toMatchObject({ name: 'wait' })
    expect(first({ ...date, dateIn: -44 })?.parameters).not.toEqual({ minutes: 2 })
  })

  it('ends a pastime', () => {
    const busy = { ...date, busy: 1, dateCalls: 1, dateIn: 10 }
    expect(first({ ...busy, place: -1, x: 150 })).toMatchObject({ name: 'move_to' })
    expect(first(busy)).toBeUndefined()
    expect(first({ ...busy, dateCalls: 0, place: -1, x: 150 })).toBeUndefined()
  })

  it('gives way to a shut door, and to hunger', () => {
    const door = { ...date, dateSpot: CAFE, dateIn: 3, place: -1, doorOf: CAFE, x: 120 }
    expect(first(door)).toMatchObject({ name: 'enter', parameters: { building: 'canal-cafe' } })
    expect(first({ ...door, shunned: CAFE })?.name).not.toBe('enter')
    const waiting = { ...date, dateIn: 3, food: 0 }
    expect(first({ ...waiting, hunger: 6_000 })).toMatchObject({ name: 'wait' })
    expect(first({ ...waiting, hunger: 1_000 })).toMatchObject({ name: 'move_to' })
  })

  it('is forgotten by some of the unreliable', () => {
    const went = Array.from({ length: 200 }, (_, at) => {
      const action = first({ ...date, resident: at + 1, place: -1, x: 150, dateIn: 10 })
      return action?.name === 'move_to' && action.parameters.place === 'fountain-square'
    })
    const share = went.filter(Boolean).length / went.length
    expect([share > 0.85, share < 1]).toEqual([true, true])
  })
})

describe('an invitation', () => {
  it('is made to people one likes, for an hour at which one is free, and only one at a time', () => {
    const row = { ...talking, affection: 400, work: -1, shiftFrom: -1 }
    expect(doings(row, 700)).toContain('invite')
    expect(doings({ ...row, affection: 50 }, 700)).not.toContain('invite')
    expect(doings({ ...row, dates: 1 }, 700)).not.toContain('invite')
  })

  it('says so when it is for tomorrow', () => {
    const row = { ...outside, ...talking, affection: 400, work: -1, shiftFrom: -1 }
    const asked = Array.from({ length: 400 }, (_, at) => {
      return decide(map, { ...batchOf(1_100, row), tick: 1_000 + at }, 0)?.action
    }).flatMap((action) => (action?.name === 'say' ? [action.parameters] : []))
    const invitations = asked.filter(({ means: meant }) => meant?.kind === 'invite')
    expect(invitations.length).toBeGreaterThan(3)
    for (const { words, means: meant } of invitations) {
      const isLate = meant?.kind === 'invite' && meant.minute_of_day <= 1_100
      expect(/tomorrow/i.test(renderWords(words, new Map()))).toBe(isLate)
    }
  })

  it.each<[string, Row, string]>([
    ['accepted by who is free', {}, 'accept'],
    ['declined when it falls into the shift', { heardNumber: 700 }, 'decline'],
    ['declined by who does not like the other', { affection: -200 }, 'decline'],
    ['declined by who meets another one then', { dateWith: 12, dateSpot: CAFE, dateIn: 180 }, 'decline'],
  ])('is %s', (_story, row, answer) => {
    const asked = { ...talking, heard: means('invite'), heardPlace: CAFE, heardNumber: 1_200, ...row }
    expect(new Set(doings(asked, 1_030))).toEqual(new Set([answer]))
  })

  it('goes to a friend out of sight by `tell`', () => {
    const action = Array.from({ length: 300 }, (_, at) => {
      return decide(map, { ...batchOf(700, { ...outside, friend: 9, work: -1, shiftFrom: -1 }), tick: at }, 0)?.action
    }).find((one) => one?.name === 'tell')
    expect(action).toMatchObject({ parameters: { agent: 'a9', means: { kind: 'invite' } } })
  })
})

describe('a loan', () => {
  const asked = {
    ...talking,
    busy: 0,
    heard: means('ask_loan'),
    heardNumber: 30,
    affection: 300,
    trust: 100,
    coins: 300,
  }

  it('is asked for by who has nothing left, of somebody it likes', () => {
    expect(doings({ ...talking, coins: 10, affection: 300 })).toContain('ask_loan')
    expect(doings({ ...talking, coins: 10, affection: 0 })).not.toContain('ask_loan')
    expect(doings({ ...talking, coins: 10, affection: 300, debtTo: 12, debtCoins: 30 })).not.toContain('ask_loan')
  })

  it('is smaller for who has no wage to pay it back of', () => {
    const sums = (row: Row) => {
      const acts = Array.from({ length: 300 }, (_, at) => {
        return decide(
          map,
          { ...batchOf(1_100, { ...outside, ...talking, affection: 300, ...row }), tick: 1_000 + at },
          0,
        )
      })
      return new Set(
        acts
          .flatMap((one) => (one?.action.name === 'say' ? [one.action.parameters.means] : []))
          .flatMap((meant) => (meant?.kind === 'ask_loan' ? [meant.amount] : [])),
      )
    }
    expect(sums({ coins: 35 })).toEqual(new Set([30]))
    expect(sums({ coins: 35, work: -1 })).toEqual(new Set())
    expect(sums({ coins: 20, work: -1 })).toEqual(new Set([12]))
  })

  it('is given by who can spare it to whom it trusts, and refused else', () => {
    expect(first(asked)).toMatchObject({ name: 'pay', parameters: { agent: 'a9', amount: 30, for: 'loan' } })
    expect(first({ ...asked, partnerEarns: 0, heardNumber: 12 })).toMatchObject({
      parameters: { amount: 12, for: 'loan' },
    })
    const refused = [{ coins: 100 }, { trust: -10 }, { affection: -50 }, { isFar: 1 }, { partnerEarns: 0 }]
    for (const row of refused) {
      expect(new Set(doings({ ...asked, ...row }))).toEqual(new Set(['decline']))
    }
  })

  it('is paid back when the coins are there, and the creditor is looked for when the day comes', () => {
    const debt = { debtTo: 12, debtCoins: 30, debtDays: 4, debtReach: 1, coins: 100, resident: PROMPT }
    expect(first(debt)).toMatchObject({ name: 'pay', parameters: { agent: 'a12', amount: 30, for: 'debt' } })
    // What was just borrowed is not carried back at once: it would have to be asked for again.
    expect(first({ ...debt, coins: 39 + 30 })?.name).not.toBe('pay')
    expect(first({ ...debt, coins: 24 + 12, debtCoins: 12, work: -1, shiftFrom: -1 })?.name).not.toBe('pay')
    expect(first({ ...debt, coins: 26 + 12, debtCoins: 12, work: -1, shiftFrom: -1 })?.name).toBe('pay')
    expect(doings({ ...debt, debtReach: 2 })).not.toContain('pay')
    const seeks = Array.from({ length: 40 }, (_, at) => {
      return decide(map, { ...batchOf(1_100, { ...outside, ...debt, debtReach: 2, debtDays: 1 }), tick: at * 60 }, 0)
        ?.action
    })
    expect(seeks).toContainEqual({ name: 'move_to', parameters: { place: 'a12' } })
  })

  it('is paid back in parts when the day has come, at the door behind which the creditor is', () => {
    const debt = { debtTo: 12, debtCoins: 30, debtDays: 0, debtReach: 1, coins: 31, resident: PROMPT }
    expect(first(debt)).toMatchObject({ name: 'pay', parameters: { agent: 'a12', amount: 16, for: 'debt' } })
    expect(first({ ...debt, coins: 18 })?.name).not.toBe('pay')
    const goes = (row: Row) =>
      Array.from({ length: 40 }, (_, at) => {
        const batch = batchOf(1_100, { ...outside, ...debt, debtReach: 2, debtBuilding: CAFE, ...row })
        return decide(map, { ...batch, tick: at * 60 }, 0)?.action
      })
    expect(goes({})).toContainEqual({ name: 'move_to', parameters: { place: 'canal-cafe' } })
    expect(goes({ building: HOME, place: -1 })).toContainEqual({ name: 'leave', parameters: {} })
  })

  it('is put off by the unreliable, but not for ever', () => {
    const puts = (debtDays: number) =>
      Array.from({ length: 60 }, (_, resident) => {
        return first({ debtTo: 12, debtCoins: 30, debtDays, debtReach: 1, coins: 100, resident: resident + 1 })?.name
      }).filter((name) => name !== 'pay').length
    expect(puts(1)).toBeGreaterThan(3)
    expect(puts(-5)).toBe(0)
  })
})

describe('kindness and grudges', () => {
  it('gives a friend of what it has too much of, and thanks for a gift', () => {
    const friends = { ...talking, busy: 0, standing: 1, affection: 500, dates: 1, food: 4, bagItem: 0 }
    expect(doings(friends)).toContain('give')
    expect(doings({ ...friends, standing: 0 })).not.toContain('give')
    const given = { ...talking, heardWhat: experienceKinds.indexOf('was_given'), heardOther: 9, heardItem: 0 }
    expect(new Set(doings(given))).toEqual(new Set(['thank']))
  })

  it('says sorry to whom it let down, and answers an apology', () => {
    const days = (row: Row) => {
      return new Set(
        Array.from({ length: 200 }, (_, day) => {
          const action = decide(map, { ...batchOf(1_100, { ...outside, ...row }), day, tick: day * 9 }, 0)?.action
          return action?.name === 'say' ? action.parameters.means?.kind : action?.name
        }),
      )
    }
    expect(days({ neighbour: 9, grudge: 1 })).toContain('apologise')
    expect(days({ ...talking, heard: means('apologise') })).toEqual(new Set(['accept', 'decline']))
    expect(days({ neighbour: 9, grudge: 0 })).not.toContain('apologise')
  })

  it('gives an insult back once, if touchy, and then leaves', () => {
    const insulted = { ...talking, heard: means('insult') }
    const retorts = Array.from({ length: 40 }, (_, at) => doings({ ...insulted, resident: at + 1 })[0])
    expect(new Set(retorts)).toEqual(new Set(['insult', 'farewell']))
    const again = Array.from({ length: 40 }, (_, at) => {
      return doings({ ...insulted, said: means('insult'), resident: at + 1 })[0]
    })
    expect(new Set(again)).toEqual(new Set(['farewell']))
  })

  it('gives and pays between threads as it decided', () => {
    const decisions = [
      { resident: 7, action: { name: 'give', parameters: { agent: 'a9', item: 'stew', quantity: 1 } } },
      { resident: 8, action: { name: 'pay', parameters: { agent: 'a9', amount: 30, for: 'debt' } } },
    ] as const
    const lexicon = lexiconOf(map)
    expect(unpackDecisions(lexicon, packDecisions(lexicon, decisions))).toEqual(decisions)
  })
})
