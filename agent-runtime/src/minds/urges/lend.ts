// Small loans among people who trust each other: asking, lending, paying back.
import { agentIdOf, type SimAction } from '@civitas/schema'
import { moveTo, pay } from '../acts.ts'
import { shiftMinutesLeft, sleepMinutesLeft } from '../day.ts'
import { PURPOSE } from '../purposes.ts'
import { sentence } from '../sentences.ts'
import { draw, type Situation } from '../situation.ts'

/** Coins below which one asks, and for how many. */
const NEEDY = 25
const LOAN = 30
/** What one keeps for oneself when lending, and when paying back. */
const LENDER_KEEPS = 80
const PAYER_KEEPS = 15
/** Affection from which on one asks, and lends. */
const ASKS_FROM = 150
const LENDS_FROM = 80
/** Of 256: how likely the least reliable puts a debt off although it could pay. */
const PUTS_OFF = 110
/** From so many days before the day on one looks for the creditor. */
const LAST_DAYS = 1

/** Asks the partner for a few coins, when there is nothing left for meals. */
export function askForLoan(situation: Situation): SimAction | undefined {
  const { coins, affection, debtTo, isFar } = situation
  if (coins >= NEEDY || affection < ASKS_FROM || debtTo !== 0 || isFar === 1) return undefined
  return sentence(situation, 'loan', { number: LOAN })
}

/** Lends to somebody it likes and trusts, as far as it can spare it. */
export function answerLoan(situation: Situation): SimAction | undefined {
  const { coins, affection, trust, heardNumber, person, isFar, speaker } = situation
  const likes = affection >= LENDS_FROM + (128 - person.generous) / 2 && trust >= 0
  const can = shiftMinutesLeft(situation) === 0 && isFar === 0 && coins - heardNumber >= LENDER_KEEPS
  return likes && can ? pay(agentIdOf(speaker), heardNumber, 'loan') : sentence(situation, 'decline_loan')
}

/** Pays back as soon as it can; towards the day it goes and looks for the creditor. The unreliable put it off. */
export function payBack(situation: Situation): SimAction | undefined {
  const { debtTo, debtCoins, debtDays, debtReach, coins, lastRefusal, building } = situation
  if (debtTo === 0 || lastRefusal === 1 || coins - debtCoins < PAYER_KEEPS || putsOff(situation)) return undefined
  if (debtReach === 1) return pay(agentIdOf(debtTo), debtCoins, 'debt')
  const isTime = debtDays <= LAST_DAYS && shiftMinutesLeft(situation) === 0 && sleepMinutesLeft(situation) === 0
  const looksNow = draw(situation, LOOKS_IN, Math.trunc(situation.tick / LOOK_TICKS), PURPOSE.kindness) === 0
  return isTime && looksNow && building < 0 ? moveTo(agentIdOf(debtTo)) : undefined
}

/** One stretch in so many is spent looking for the creditor. */
const LOOKS_IN = 3
const LOOK_TICKS = 60

function putsOff(situation: Situation): boolean {
  const { person, debtTo, debtCoins } = situation
  const chance = Math.trunc(((255 - person.reliable) * PUTS_OFF) / 255)
  return draw(situation, 256, debtTo + debtCoins, PURPOSE.promise) < chance
}
