// A word with whoever stands near: a greeting, stories and answers that take up what was said, and a farewell.
import { must } from '@civitas/kit'
import {
  agentIdOf,
  type ExperienceKind,
  experienceKinds,
  meansKinds,
  type SimAction,
  standings,
  type SubjectName,
} from '@civitas/schema'
import { wait, wave } from '../acts.ts'
import { shiftMinutesLeft, sleepMinutesLeft } from '../day.ts'
import { PURPOSE } from '../purposes.ts'
import { sentence } from '../sentences.ts'
import { draw, type Situation } from '../situation.ts'
import { answerApology, dealWithGrudge, giveToFriend } from './kindness.ts'
import { answerLoan, askForLoan } from './lend.ts'
import { answerInvitation, invite } from './meet.ts'

// Ticks since it last spoke; a tick is 20 city seconds at the default pace.
/** Who has just spoken stays for an answer that long. */
const REPLY = 8
/** Silence that even a chatty resident keeps before it starts again, and what shyness adds. */
const SILENCE = 120
const SHY_SILENCE = 300

/** Company below which one seeks it; 10,000 is best. */
const LONELY = 4_000
/** One greeting in this many is a wave, of who is busy. */
const WAVE_IN = 3
/** City minutes one stays for an answer. */
const ANSWER_MINUTES = 3
/** Sentences of both after which a conversation between strangers is over; at work it is never longer. */
const SHORT_TALK = 5
const WORK_TALK = 5
/** Affection that is worth one sentence more. */
const PER_SENTENCE = 90
/** Below this affection one greets no warmer than one must. */
const COOL = -100

/** Of 255: from here on one gives an insult back. */
const TOUCHY_FROM = 128

const FRIENDS = standings.indexOf('friends')
const AT_ODDS = standings.indexOf('at_odds')
const GREET = meansKinds.indexOf('greet')
const FAREWELL = meansKinds.indexOf('farewell')
const ASK = meansKinds.indexOf('ask')
const INSULT = meansKinds.indexOf('insult')

/** Answers who spoke to it, whatever it is doing; `undefined` ends the conversation. */
export function answerSpeaker(situation: Situation): SimAction | undefined {
  const { speaker, lastRefusal } = situation
  if (speaker === 0 || lastRefusal === 1) return undefined
  if (wavesBack(situation)) return wave(agentIdOf(speaker))
  return answerRequest(situation) ?? speakOn(situation, answerTo(situation))
}

function speakOn(situation: Situation, subject: SubjectName | undefined): SimAction | undefined {
  if (subject === 'muse')
    return favourOf(situation) ?? sentence(situation, subject) ?? sentence(situation, nothingToTell(situation))
  return subject && (sentence(situation, subject) ?? sentence(situation, nothingToTell(situation)))
}

/** Who was put out of its home today does not say that all is as ever: it speaks of something else. */
function nothingToTell({ shaken }: Situation): SubjectName {
  return shaken === 1 ? 'put_off' : 'nothing_new'
}

/** What asks for a yes or a no gets one. */
function answerRequest(situation: Situation): SimAction | undefined {
  switch (meansKinds[situation.heard]) {
    case 'invite':
      return answerInvitation(situation)
    case 'ask_loan':
      return answerLoan(situation)
    case 'apologise':
      return sentence(situation, answerApology(situation))
    case 'insult':
      return sentence(situation, retortOf(situation))
    default:
      return undefined
  }
}

/** The touchy give it back, once; then there is nothing more to say. */
function retortOf({ person, said }: Situation): SubjectName {
  return person.touchy > TOUCHY_FROM && said !== INSULT ? 'insult' : 'farewell'
}

/** Something to ask of the partner, to give it, or to say of it: before one speaks of nothing in particular. */
function favourOf(situation: Situation): SimAction | undefined {
  const favour = drawn(situation, 4)
  const asked = askForLoan(situation) ?? (favour > 0 ? invite(situation) : undefined) ?? giveToFriend(situation)
  return asked ?? (favour === 0 && situation.standing === FRIENDS ? sentence(situation, 'praise') : undefined)
}

/** Says something when somebody is near and it is not too soon. */
export function talkToNeighbour(situation: Situation): SimAction | undefined {
  const { neighbour, spokeTicksAgo, lastRefusal } = situation
  if (neighbour === 0 || lastRefusal === 1) return undefined
  if (sleepMinutesLeft(situation) > 0 && situation.building >= 0) return undefined
  if (spokeTicksAgo < REPLY && situation.said !== FAREWELL) return stayForAnswer(situation)
  if (spokeTicksAgo < silenceOf(situation)) return undefined
  const grudge = dealWithGrudge(situation)
  if (grudge || situation.standing === AT_ODDS) return grudge
  return sentence(situation, greetingOf(situation))
}

/** Who is at work or on an errand does not stop. */
function stayForAnswer(situation: Situation): SimAction | undefined {
  const busy = shiftMinutesLeft(situation) > 0 || situation.hunger < LONELY
  return busy ? undefined : wait(ANSWER_MINUTES)
}

function silenceOf({ person, social }: Situation): number {
  if (social < LONELY) return SILENCE
  return SILENCE + Math.trunc(((255 - person.sociable) * SHY_SILENCE) / 255)
}

/** Who has its hands full greets with a hand at times; the next line is spoken. */
function wavesBack(situation: Situation): boolean {
  if (situation.busy === 0 || situation.isFar === 1 || situation.heard !== GREET || situation.said >= 0) return false
  return draw(situation, WAVE_IN, situation.tick, PURPOSE.wave) === 0
}

function answerTo(situation: Situation): SubjectName | undefined {
  const { heard, said, turns } = situation
  if (said === FAREWELL) return undefined
  if (isGift(situation)) return 'thank'
  if (heard === FAREWELL || turns >= staminaOf(situation)) return farewellOf(situation)
  if (heard === GREET && said < 0) return greetingOf(situation)
  if (heard === ASK) return storyOf(situation) ?? nothingToTell(situation)
  return situation.heardWhat >= 0 && drawn(situation, 3) > 0 ? reactionTo(situation) : lead(situation)
}

/** Something was handed over, without a word. */
function isGift({ heard, heardWhat, heardOther, speaker }: Situation): boolean {
  return heard < 0 && experienceKinds[heardWhat] === 'was_given' && heardOther === speaker
}

/** Sentences until it takes leave. */
function staminaOf(situation: Situation): number {
  const { person, affection } = situation
  const length = SHORT_TALK + (person.sociable >> 6) + Math.max(-2, Math.trunc(affection / PER_SENTENCE))
  return shiftMinutesLeft(situation) > 0 ? Math.min(WORK_TALK, length) : length
}

/** Goes on with something of its own: a story, a question, or what goes through its mind. */
function lead(situation: Situation): SubjectName {
  const turn = drawn(situation, 10)
  const story = turn < 5 ? storyOf(situation) : undefined
  if (story) return story
  if (situation.said !== ASK && turn % 2 === 0) return drawn(situation, 3) === 0 ? 'ask_news' : 'ask_day'
  return turn === 7 ? 'muse' : (remarkOnSky(situation) ?? 'muse')
}

/** Fair weather is nothing to speak of. */
function remarkOnSky({ weather }: Situation): SubjectName | undefined {
  return weather === 'clear' || weather === 'cloudy' ? undefined : `sky_${weather}`
}

function storyOf({ topicWhat, topicWho }: Situation): SubjectName | undefined {
  const kind = experienceKinds[topicWhat]
  if (kind === undefined) return undefined
  return topicWho === 0 ? `recount_${kind}` : gossipOf(kind)
}

function gossipOf(kind: ExperienceKind): SubjectName | undefined {
  switch (kind) {
    case 'fainted':
    case 'befriended':
    case 'drifted_apart':
    case 'quarrelled':
    case 'reconciled':
    case 'stood_up':
    case 'did_not_repay':
    case 'was_given':
    case 'fought_fire':
    case 'found_child':
    case 'was_rescued':
    case 'lost_home':
    case 'found_home':
    case 'lost_job':
    case 'found_job':
    case 'built':
      return `gossip_${kind}`
    default:
      return undefined
  }
}

/** Takes up what was just told. */
function reactionTo(situation: Situation): SubjectName {
  if (situation.heardAbout !== 0) return 'reply_gossip'
  if (situation.sameBy === 1) return 'same_food'
  const kind = must(experienceKinds[situation.heardWhat], 'a kind of experience')
  if (situation.sameBy === 2 && drawn(situation, 2) === 0) return 'same_place'
  return reactions[kind]
}

const reactions: Readonly<Record<ExperienceKind, SubjectName>> = {
  ate: 'reply_food',
  bought: 'reply_food',
  worked: 'reply_work',
  studied: 'reply_place',
  met: 'reply_person',
  was_given: 'reply_glad',
  gave: 'reply_person',
  turned_away: 'reply_closed',
  fainted: 'reply_sorry',
  heard_news: 'reply_place',
  befriended: 'reply_glad',
  drifted_apart: 'reply_sorry',
  quarrelled: 'reply_sorry',
  reconciled: 'reply_glad',
  met_as_agreed: 'reply_person',
  was_stood_up: 'reply_sorry',
  stood_up: 'reply_person',
  lent: 'reply_person',
  borrowed: 'reply_person',
  repaid: 'reply_glad',
  was_repaid: 'reply_glad',
  was_not_repaid: 'reply_sorry',
  did_not_repay: 'reply_person',
  fought_fire: 'reply_glad',
  celebrated: 'reply_place',
  mended_lights: 'reply_glad',
  spoke_with_strikers: 'reply_work',
  searched_child: 'reply_glad',
  found_child: 'reply_glad',
  breathed_smoke: 'reply_sorry',
  was_rescued: 'reply_glad',
  lost_home: 'reply_sorry',
  found_home: 'reply_glad',
  lost_job: 'reply_sorry',
  found_job: 'reply_glad',
  built: 'reply_glad',
}

function greetingOf(situation: Situation): SubjectName {
  const { standing, affection, minute } = situation
  if (affection < COOL) return 'greet_cool'
  if (standing === FRIENDS && drawn(situation, 3) > 0) return 'greet_friend'
  if (minute < 300 || minute >= 1320) return 'greet_night'
  if (minute < 660) return 'greet_morning'
  return minute < 1050 ? 'greet_day' : 'greet_evening'
}

function farewellOf({ standing }: Situation): SubjectName {
  return standing === FRIENDS ? 'farewell_friend' : 'farewell'
}

/** One of so many, anew for each sentence. */
function drawn(situation: Situation, bound: number): number {
  return draw(situation, bound, situation.tick, PURPOSE.topic)
}
