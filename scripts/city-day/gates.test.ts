// A gate that cannot fail proves nothing: each is shown a city that was spoiled in its own way.
import { readScenario } from '@civitas/districts/scenario-file'
import type { Resident } from '@civitas/districts/sim/people/resident'
import { BROKE_DAYS } from '@civitas/districts/sim/limits'
import type { Words } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { met } from '../../bench/report.ts'
import { LockstepCity, type PlacedFact } from '../lockstep/lockstep-city.ts'
import { eachBuiltIn, type Gate, type GateVerdict, type Moment } from './gate.ts'
import { asleepAtNight } from './gates/asleep-at-night.ts'
import { bankruptcies } from './gates/bankruptcies.ts'
import { claimsTrue } from './gates/claims-true.ts'
import { employment } from './gates/employment.ts'
import { firmsClosed } from './gates/firms-closed.ts'
import { firmsStaffed } from './gates/firms-staffed.ts'
import { freshWords } from './gates/fresh-words.ts'
import { friendships } from './gates/friendships.ts'
import { loansRepaid } from './gates/loans-repaid.ts'
import { moneyKept } from './gates/money-kept.ts'
import { nobodyIdles } from './gates/nobody-idles.ts'
import { nobodyStarves } from './gates/nobody-starves.ts'
import { prices } from './gates/prices.ts'
import { shiftsWorked } from './gates/shifts-worked.ts'
import { storiesToldOnce } from './gates/stories-told-once.ts'
import { variedDays } from './gates/varied-days.ts'
import { watch } from './watch-city.ts'

/** A day is lived in a second, on a machine that does nothing else. */
const PATIENCE_MS = 60_000

const scenario = await readScenario('tiny')

type Spoil = (resident: Resident, moment: Moment) => void

/** What the gate says of a day in which everybody was spoiled in every tick. */
function verdictOn(gateOf: (city: LockstepCity) => Gate, spoil: Spoil): GateVerdict {
  const city = new LockstepCity({ scenario, seed: 1, clockRate: 60 })
  const meddle = (moment: Moment) => eachBuiltIn(moment, (resident) => spoil(resident, moment))
  const [verdict] = watch({ city, gates: [gateOf(city)], days: 1, meddle })
  if (!verdict) throw new Error('the gate says nothing')
  return verdict
}

const standStill: Spoil = (resident) => {
  resident.activity = 'idle'
  resident.ride = undefined
}
const starve: Spoil = (resident) => {
  resident.hunger = 0
  resident.coins = 500
  resident.activity = 'waiting'
  resident.target = -1
}
/** Adds an utterance of resident 1 to the facts, every ten minutes. */
function saying(words: Words): Spoil {
  return ({ number }, { facts, minute }) => {
    if (number !== 1 || minute % 10 !== 0) return
    const said = { type: 'said', agent_id: 'a1', words, place: 'fountain-square' } as const
    ;(facts as PlacedFact[]).push({ district: 'old-town', fact: said })
  }
}
const parrot = saying({ template: 'place.0', args: ['a2', 'fountain-square'] })
const liar = saying({ template: 'recount_fainted.0.0.0', args: ['a2', 'fountain-square', '', '', 'today', '', ''] })
/** Resident 1 faints at noon, and tells the same one of it in every minute after that. */
const bore: Spoil = ({ number }, { facts, minuteOfDay }) => {
  if (number !== 1 || minuteOfDay < 720) return
  const words = { template: 'recount_fainted.0.0.0', args: ['a2', 'fountain-square', '', '', 'today', '', ''] }
  const said = { type: 'said', agent_id: 'a1', words, place: 'fountain-square' } as const
  ;(facts as PlacedFact[]).push({ district: 'old-town', fact: said })
}
/** Resident 1 was let go, and tells everybody that all is as ever. */
const playDown: Spoil = (resident, moment) => {
  const dismissed = { type: 'let_go', agent_id: 'a1', building: 'coin-office', why: 'absent' } as const
  if (resident.number === 1 && moment.minute === 5)
    (moment.facts as PlacedFact[]).push({ district: 'old-town', fact: dismissed })
  saying({ template: 'nothing_new.0.2.0', args: ['a2', '', '', '', '', '', ''] })(resident, moment)
}
/** Asks somebody, at noon, to come at ten. */
const missTheDay: Spoil = (resident, moment) => {
  if (moment.minuteOfDay !== 720) return
  saying({ template: 'invite.0.0.0', args: ['a2', 'fountain-square', '', '', '', '', '600'] })(resident, moment)
}
const dismiss: Spoil = (resident) => {
  resident.job = -1
}
const inflate: Spoil = (_resident, { city, minute }) => {
  if (minute < 600) return
  for (const { buildings } of city.worlds) for (const shop of buildings) shop.prices = shop.prices.map(() => 1_000)
}
const ruin: Spoil = ({ number }, { city, facts, minute }) => {
  if (number !== 1 || minute !== 600) return
  const buildings = city.worlds.flatMap(({ map }) => map.buildings)
  const ruined = buildings.map(({ id }) => ({ type: 'bankrupt', building: id }) as const)
  ;(facts as PlacedFact[]).push(...ruined.map((fact) => ({ district: 'old-town', fact })))
}
const emptyShops: Spoil = (_resident, { city }) => {
  for (const { buildings } of city.worlds) for (const { firm } of buildings) firm.staff = []
}
/** The cap keeps all but a few of them open. */
const impoverish: Spoil = (_resident, { city }) => {
  for (const { buildings } of city.worlds) for (const { firm } of buildings) firm.brokeDays = BROKE_DAYS
}
/** Long ago somebody lent thirty coins; so many came back, one sum after the other. */
const lendFor =
  (repaid: readonly number[]): Spoil =>
  ({ number }, { facts, minute }) => {
    if (number !== 1 || minute !== 600 || facts.some(({ fact }) => fact.type === 'lent')) return
    const lent = { type: 'lent', agent_id: 'a1', other: 'a2', amount: 30, due_day: -5 } as const
    const back = repaid.map((amount) => ({ type: 'repaid', agent_id: 'a2', other: 'a1', amount, left: 0 }) as const)
    ;(facts as PlacedFact[]).push(...[lent, ...back].map((fact) => ({ district: 'old-town', fact })))
  }
const estrange: Spoil = (_resident, { facts }) => {
  const friendly = facts.filter(({ fact }) => fact.type !== 'befriended')
  ;(facts as PlacedFact[]).splice(0, facts.length, ...friendly)
}
const forge: Spoil = (resident, { minute }) => {
  if (minute === 600) resident.coins += 1
}

describe('a gate of the city day', () => {
  it.each<[string, (city: LockstepCity) => Gate, Spoil]>([
    ['nobody sleeps', asleepAtNight, standStill],
    ['nobody works', () => shiftsWorked(1), standStill],
    ['all starve with a full purse', nobodyStarves, starve],
    ['all stand about', nobodyIdles, standStill],
    ['all do one thing only', variedDays, standStill],
    ['somebody says the same thing six times an hour', freshWords, parrot],
    ['somebody tells one story over and over', storiesToldOnce, bore],
    ['coins come from nowhere', moneyKept, forge],
    ['somebody tells what never happened', claimsTrue, liar],
    ['somebody who was let go says that nothing is new', claimsTrue, playDown],
    ['somebody asks for tomorrow and does not say so', claimsTrue, missTheDay],
    ['all are dismissed', () => employment(1), dismiss],
    ['prices explode', prices, inflate],
    ['every shop goes bankrupt', bankruptcies, ruin],
    ['nobody works in any shop', firmsStaffed, emptyShops],
    ['all firms are broke, and few may close', firmsClosed, impoverish],
    ['nobody pays back', loansRepaid, lendFor([])],
  ])('is missed when %s', { timeout: PATIENCE_MS }, (_story, gateOf, spoil) => {
    const verdict = verdictOn(gateOf, spoil)
    expect(met(verdict)).toBe(false)
    expect(verdict.seen).not.toEqual([])
  })

  it('is missed when nobody makes friends', { timeout: PATIENCE_MS }, () => {
    expect(met(verdictOn(() => friendships(1), estrange))).toBe(false)
  })

  it('is met when a loan is paid back in parts', { timeout: PATIENCE_MS }, () => {
    expect(met(verdictOn(loansRepaid, lendFor([20, 10])))).toBe(true)
  })

  it('[CMD-3] is met by a city whose money nobody touched', { timeout: PATIENCE_MS }, () => {
    expect(met(verdictOn(moneyKept, () => undefined))).toBe(true)
  })
})
