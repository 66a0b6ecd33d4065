import { type Census, censusOf } from '@civitas/schema'
import type { CityCut, DistrictBooks } from '@civitas/store'
import { describe, expect, it } from 'vitest'
import { violationsOf } from '../../src/orchestrator/reconcile/invariants.ts'

const founding = { districts: ['market', 'old-town'], coins: { market: 1_000, 'old-town': 2_000 } }

function booksOf(district: string, residents: number[], change: Partial<DistrictBooks> = {}): DistrictBooks {
  const founded = district === 'market' ? 1_000 : 2_000
  const coins = founded + (change.minted ?? 0)
  const census = censusOf(residents)
  return { district, tick: 9, coins, inTransit: 0, minted: 0, census, founded, since: 1, ...change }
}

/** A1 on its way from the Old Town to the market with 30 coins, a3 about to retire, 12 coins on their way to the market. */
function soundCity(change: Partial<CityCut> = {}): CityCut {
  const listed = (district: string, ...residents: number[]) => ({ district, census: censusOf(residents) })
  return {
    districts: [
      booksOf('market', [2], { minted: 500, inTransit: -20 }),
      booksOf('old-town', [3, 4], { inTransit: 62 }),
    ],
    register: [listed('market', 2), listed('old-town', 1, 3, 4)],
    arriving: [{ from: 'old-town', census: censusOf([1]) }],
    transit: { coins: 42, unread: 0 },
    waiting: [],
    ...change,
  }
}

const swapped = (census: Census) => ({ ...census, mix: census.mix + 1 })

describe('the invariants of the city', () => {
  it('[HND-1, CMD-3] hold while agents and coins are on their way', () => {
    expect(violationsOf(soundCity(), founding)).toEqual([])
  })

  it('[CMD-3] money: a district whose coins are more than what was founded and minted', () => {
    const [market, town] = [
      booksOf('market', [2], { minted: 500, coins: 1_501, inTransit: -20 }),
      soundCity().districts[1],
    ]
    const cut = soundCity({ districts: town ? [market, town] : [] })
    expect(violationsOf(cut, founding)).toEqual([{ kind: 'money', district: 'market', found: 1_501, expected: 1_500 }])
  })

  it('money: a district that began with other coins than the scenario gives it', () => {
    const poor = { ...founding, coins: { ...founding.coins, market: 999 } }
    expect(violationsOf(soundCity(), poor)).toEqual([
      { kind: 'founding', district: 'market', found: 1_000, expected: 999 },
    ])
    const older = soundCity().districts.map((books) => ({ ...books, since: 700 }))
    expect(violationsOf(soundCity({ districts: older }), poor)).toEqual([])
  })

  it('[CMD-3] money in transit: the legs are not what the commands name', () => {
    const lost = soundCity({ transit: { coins: 41, unread: 0 } })
    expect(violationsOf(lost, founding)).toEqual([{ kind: 'money_in_transit', found: 42, expected: 41 }])
    expect(violationsOf(soundCity({ transit: { coins: 41, unread: 1 } }), founding)).toEqual([])
    expect(violationsOf(lost, { districts: [...founding.districts, 'harbour'] })).toEqual([])
  })

  it('[HND-1] residents: one too much or too few is named', () => {
    const doubled = soundCity({ arriving: [] })
    expect(violationsOf(doubled, founding)).toEqual([
      { kind: 'residents', district: 'old-town', found: 2, expected: 3, about: 'a1 is missing' },
    ])
    const stays = soundCity({ register: [{ district: 'old-town', census: censusOf([1, 3, 4]) }] })
    expect(violationsOf(stays, founding)).toMatchObject([{ district: 'market', about: 'a2 is too much' }])
  })

  it('[HND-1] residents: as many, but others', () => {
    const [market, town] = soundCity().districts
    const cut = soundCity({ districts: market && town ? [{ ...market, census: swapped(market.census) }, town] : [] })
    expect(violationsOf(cut, founding)).toEqual([{ kind: 'residents', district: 'market', found: 1, expected: 1 }])
  })
})
