// A word with whoever stands near: a greeting, then what is on its mind, then time for an answer.
import { must } from '@civitas/kit'
import { agentIdOf, lineCount, type SimAction, talk, talkArguments, type TalkTopic } from '@civitas/schema'
import { say, wait, wave } from '../acts.ts'
import { shiftMinutesLeft, sleepMinutesLeft } from '../day.ts'
import { openBuildingsOf, placesOf } from '../places.ts'
import { PURPOSE } from '../personality.ts'
import { draw, type Situation } from '../situation.ts'

// Ticks since it last spoke; a tick is 20 city seconds at the default pace.
/** Longer ago than this, one greets again. */
const NEW_ENCOUNTER = 90
/** An answer to what was said before comes within this; later, it is another exchange. */
const SAME_EXCHANGE = 30
/** Who has just spoken stays for an answer that long. */
const REPLY = 8
/** Silence that even a chatty resident keeps before it starts again, and what shyness adds. */
const SILENCE = 75
const SHY_SILENCE = 240

/** Company above which one takes leave, and below which one seeks it; 10,000 is best. */
const CONTENT = 8_500
const LONELY = 4_000
/** Chance in 256 that a conversation goes on after a line; a third of it at work. */
const GOES_ON = 165
/** One greeting in this many is a wave, of who is busy. */
const WAVE_IN = 3
/** City minutes one stays for an answer. */
const ANSWER_MINUTES = 3

/** Answers who spoke to it, whatever it is doing; `undefined` ends the conversation. */
export function answerSpeaker(situation: Situation): SimAction | undefined {
  const { speaker, spokeTicksAgo, lastRefusal } = situation
  if (speaker === 0 || lastRefusal === 1) return undefined
  if (spokeTicksAgo < SAME_EXCHANGE && !goesOn(situation)) return undefined
  return wavesBack(situation) ? wave(agentIdOf(speaker)) : say(lineFor(situation, speaker))
}

/** Says something when somebody is near and it is not too soon. */
export function talkToNeighbour(situation: Situation): SimAction | undefined {
  const { neighbour, spokeTicksAgo, lastRefusal } = situation
  if (neighbour === 0 || lastRefusal === 1) return undefined
  if (sleepMinutesLeft(situation) > 0 && situation.building >= 0) return undefined
  if (spokeTicksAgo < REPLY) return stayForAnswer(situation)
  if (spokeTicksAgo < silenceOf(situation)) return undefined
  return say(lineFor(situation, neighbour))
}

/** Who is at work or on an errand does not stop. */
function stayForAnswer(situation: Situation): SimAction | undefined {
  const busy = shiftMinutesLeft(situation) > 0 || situation.hunger < LONELY
  return busy ? undefined : wait(ANSWER_MINUTES)
}

function silenceOf({ person, social }: Situation): number {
  if (social < LONELY) return SAME_EXCHANGE
  return SILENCE + Math.trunc(((255 - person.sociable) * SHY_SILENCE) / 255)
}

/** Who has its hands full greets with a hand at times; the next line is spoken. */
function wavesBack(situation: Situation): boolean {
  if (situation.busy === 0 || situation.spokeTicksAgo <= NEW_ENCOUNTER) return false
  return draw(situation, WAVE_IN, situation.tick, PURPOSE.wave) === 0
}

/** The chance is drawn once per line, not once per tick. */
function goesOn(situation: Situation): boolean {
  const chance = shiftMinutesLeft(situation) > 0 ? GOES_ON / 3 : GOES_ON
  return draw(situation, 256, situation.tick - situation.spokeTicksAgo, PURPOSE.linger) < chance
}

function lineFor(situation: Situation, to: number) {
  const topic = topicFor(situation)
  const place = placeFor(situation, topic)
  const listener = agentIdOf(to)
  const args = talkArguments[topic].map((kind) => (kind === 'listener' ? listener : place))
  return talk(topic, draw(situation, lineCount(topic), situation.tick, PURPOSE.line), args)
}

function topicFor(situation: Situation): TalkTopic {
  if (situation.spokeTicksAgo > NEW_ENCOUNTER) return greetingAt(situation.minute)
  const topics: TalkTopic[] = ['place', 'people', 'people', 'invitation']
  if (situation.work >= 0) topics.push('work', 'work')
  if (situation.hunger < 6_000) topics.push('food', 'food')
  if (situation.energy < 3_500) topics.push('tired', 'tired')
  if (situation.social >= CONTENT || situation.energy < 2_500) topics.push('farewell', 'farewell')
  return must(topics[draw(situation, topics.length, situation.tick, PURPOSE.topic)], 'a topic')
}

function greetingAt(minute: number): TalkTopic {
  if (minute < 300 || minute >= 1320) return 'night'
  if (minute < 660) return 'morning'
  return minute < 1050 ? 'midday' : 'evening'
}

/** The id of a place that fits the topic. */
function placeFor(situation: Situation, topic: TalkTopic): string {
  const { map, work } = situation
  if (topic === 'work' && work >= 0) return must(map.buildings[work], 'the workplace').id
  const shops = map.buildings.filter(({ sellsFood }) => sellsFood).map(({ id }) => id)
  const spots = placesOf(situation, ['square', 'park', 'bench', 'pier']).map((at) => must(map.places[at], 'a place').id)
  const taverns = openBuildingsOf(situation, 'tavern').map((at) => must(map.buildings[at], 'a tavern').id)
  const ids = topic === 'food' ? shops : topic === 'invitation' && taverns.length > 0 ? taverns : spots
  return ids[draw(situation, Math.max(1, ids.length), situation.tick, PURPOSE.target)] ?? map.district
}
