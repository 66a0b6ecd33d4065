// Gifts and kind words among friends; hard words and apologies among those who have wronged each other.
import { agentIdOf, type SimAction, standings, type SubjectName } from '@civitas/schema'
import { give } from '../acts.ts'
import { shiftMinutesLeft } from '../day.ts'
import { PURPOSE } from '../purposes.ts'
import { draw, type Situation } from '../situation.ts'
import { sentence } from '../sentences.ts'

const FRIENDS = standings.indexOf('friends')
const AT_ODDS = standings.indexOf('at_odds')
/** Meals in the bag from which on one has some to give. */
const TO_SPARE = 3
/** One occasion in so many, for the most generous. */
const GIVES_IN = 6
/** Of 256, for the touchiest: how likely hard words are in a meeting of two at odds, and that an apology is refused. */
const SNAPS = 90
const REFUSES = 150
/** Of 256: how likely somebody in the wrong finds the words to say so. */
const SAYS_SORRY = 120

/** Gives a friend something to eat. */
export function giveToFriend(situation: Situation): SimAction | undefined {
  const { standing, food, person, partner, isFar, map, bagItem } = situation
  if (standing !== FRIENDS || food < TO_SPARE || isFar === 1 || shiftMinutesLeft(situation) > 0) return undefined
  const chance = Math.trunc(person.generous / GIVES_IN)
  if (draw(situation, 256, situation.tick, PURPOSE.kindness) >= chance) return undefined
  const item = map.items[bagItem]
  return item === undefined ? undefined : give(agentIdOf(partner), item)
}

/** What to say first to somebody one is at odds with, or has wronged; `undefined` when there is nothing between them. */
export function dealWithGrudge(situation: Situation): SimAction | undefined {
  const { standing, grudge, person, partner } = situation
  if (standing !== AT_ODDS && grudge === 0) return undefined
  const chance = (of: number) => draw(situation, 256, situation.day * 7 + partner, PURPOSE.temper) < of
  if (standing === AT_ODDS || grudge === 1) {
    if (grudge !== 2 && chance(SAYS_SORRY)) return sentence(situation, 'apologise')
  }
  const snaps = Math.trunc((person.touchy * SNAPS) / 255)
  const isMoment = draw(situation, 256, situation.tick, PURPOSE.temper) < snaps
  return grudge === 2 && isMoment ? sentence(situation, 'insult') : undefined
}

/** Forgives, unless touchy and still angry. */
export function answerApology(situation: Situation): SubjectName {
  const { person, partner, day } = situation
  const refuses = Math.trunc((person.touchy * REFUSES) / 255)
  return draw(situation, 256, day * 7 + partner, PURPOSE.temper + 1) < refuses ? 'decline_apology' : 'accept_apology'
}
