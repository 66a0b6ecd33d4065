// Small loans among people who trust each other: asking, lending, paying back.
import { agentIdOf, type SimAction } from '@civitas/schema'
import { leave, moveTo, pay } from '../acts.ts'
import { shiftMinutesLeft, sleepMinutesLeft } from '../day.ts'
import { PURPOSE } from '../purposes.ts'
import { sentence } from '../sentences.ts'
import { buildingAt, draw, type Situation } from '../situation.ts'

/** Coins below which one asks, and for how many: who earns, and who has to pay back out of what the city gives. */
const NEEDY = 40
const LOAN = 30
const POOR = 25
const SMALL_LOAN = 12
/** What one keeps for oneself when lending, and when paying back what is due; before that, as much as would spare one the asking. */
const LENDER_KEEPS = 80
const PAYER_KEEPS = 15
/** Affection from which on one asks, and lends. */
const ASKS_FROM = 150
const LENDS_FROM = 80
/** Affection from which on one lends whether or not it comes back. */
const DEAREST = 450
/** Least part of a debt that is worth the way, and days after which nobody puts it off any more. */
const PART = 6
const LATE_DAYS = 2
/** Of 256: how likely the least reliable puts a debt off although it could pay. */
const PUTS_OFF = 110
/** From so many days before the day on one looks for the creditor. */
const LAST_DAYS = 1

/** Asks the partner for a few coins, when there is little left for meals: fewer without a wage to pay them back of. */
export function askForLoan(situation: Situation): SimAction | undefined {
  const { coins, affection, debtTo, isFar, work } = situation
  if (coins >= needOf(situation) || affection < ASKS_FROM || debtTo !== 0 || isFar === 1) return undefined
  return sentence(situation, 'loan', { number: work >= 0 ? LOAN : SMALL_LOAN })
}

function needOf({ work }: Situation): number {
  return work >= 0 ? NEEDY : POOR
}

/** Lends to somebody it likes and trusts, as far as it can spare it: what is more than a trifle to who can earn it back, or is dearest. */
export function answerLoan(situation: Situation): SimAction | undefined {
  const { coins, affection, trust, heardNumber, person, isFar, speaker, partnerEarns } = situation
  const likes = affection >= LENDS_FROM + (128 - person.generous) / 2 && trust >= 0
  const safe = partnerEarns === 1 || heardNumber <= SMALL_LOAN || affection >= DEAREST
  const can = shiftMinutesLeft(situation) === 0 && isFar === 0 && coins - heardNumber >= LENDER_KEEPS
  return likes && safe && can ? pay(agentIdOf(speaker), heardNumber, 'loan') : sentence(situation, 'decline_loan')
}

/**
 * Pays back as soon as it can, near the day what it can; towards the day it goes to where the creditor is, home or at work, and
 * pays at the door. The unreliable put it off, some days at most.
 */
export function payBack(situation: Situation): SimAction | undefined {
  const { debtTo, debtCoins, debtDays, debtReach, lastRefusal } = situation
  const isDue = debtDays <= LAST_DAYS
  const amount = Math.min(debtCoins, situation.coins - (isDue ? PAYER_KEEPS : needOf(situation)))
  if (debtTo === 0 || lastRefusal === 1 || amount < (isDue ? Math.min(PART, debtCoins) : debtCoins)) return undefined
  if (putsOff(situation)) return undefined
  if (debtReach === 1) return pay(agentIdOf(debtTo), amount, 'debt')
  const isFree = shiftMinutesLeft(situation) === 0 && sleepMinutesLeft(situation) === 0
  return isDue && isFree && looksNow(situation) ? goToCreditor(situation) : undefined
}

/** One stretch in so many is spent looking for the creditor. */
const LOOKS_IN = 3
const LOOK_TICKS = 60

function looksNow(situation: Situation): boolean {
  return draw(situation, LOOKS_IN, Math.trunc(situation.tick / LOOK_TICKS), PURPOSE.kindness) === 0
}

function goToCreditor(situation: Situation): SimAction {
  const { building, debtTo, debtBuilding } = situation
  if (building >= 0) return leave()
  return moveTo(debtBuilding < 0 ? agentIdOf(debtTo) : buildingAt(situation, debtBuilding).id)
}

function putsOff(situation: Situation): boolean {
  const { person, debtTo, debtCoins, debtDays } = situation
  if (debtDays < -LATE_DAYS) return false
  const chance = Math.trunc(((255 - person.reliable) * PUTS_OFF) / 255)
  return draw(situation, 256, debtTo + debtCoins, PURPOSE.promise) < chance
}
