// Invitations: whom to ask where and when, what to answer, and going there in time.
import { MINUTES_PER_DAY, type SimAction } from '@civitas/schema'
import { wait } from '../acts.ts'
import { sleepMinutesAt, shiftMinutesAt } from '../day.ts'
import { goInside, goToPlace } from '../go.ts'
import { passTimeAt } from '../pastimes.ts'
import { openBuildingsAt, placesOf } from '../places.ts'
import { PURPOSE } from '../purposes.ts'
import { sentence, sentenceTo, spotId } from '../sentences.ts'
import { draw, type Situation, walkMinutes } from '../situation.ts'

/** One sets out so much earlier than the way takes, and waits so long for the other, in minutes. */
const EARLY = 22
const PATIENCE = 40
/** Longer than any way through a district, with a gate in between. */
const FAR_MINUTES = 90
/** Hunger below which one sees to a meal first, and energy below which one plans nothing more; 10,000 is best. */
const STARVING = 2_500
const TIRED = 3_500
/** Longest way that one makes for a meeting on foot without counting on delays, and what a longer one takes more, in minutes. */
const SHORT_WAY = 25
const DELAYS = 25
/** Minutes that one keeps free before and after. */
const CHANGE = 45
/** Minutes that one keeps free for a meeting. */
const STAY = 60
/** Hours of the day at which people meet, every half hour. */
const FIRST_HOUR = 600
const HALF_HOURS = 24
/** How far ahead one asks at least, in minutes: time to finish what one does. */
const NOTICE = 90
/** Affection from which on one asks somebody out, and from which on one comes. */
const ASKS_FROM = 180
const COMES_FROM = -20
/** Of 256: how likely the least reliable forgets what was agreed. */
const FORGETS = 26

/** Leaves in time for what was agreed, and waits there, unless it starves or the door is shut; the forgetful do not always. */
export function keepAppointment(situation: Situation): SimAction | undefined {
  const { dateWith, dateSpot, dateIn, busy, building, place, map } = situation
  if (dateWith === 0 || dateSpot < 0 || dateIn < -PATIENCE || forgets(situation)) return undefined
  if (busy === 1 && situation.dateCalls === 0) return undefined
  if (situation.hunger < STARVING || situation.shunned === dateSpot) return undefined
  if (dateIn > wayMinutes(situation, dateSpot) + EARLY) return undefined
  const isHouse = dateSpot < map.buildings.length
  const isThere = isHouse ? building === dateSpot : place === dateSpot - map.buildings.length
  if (isThere) return busy === 1 ? undefined : bideTime(situation, Math.max(2, Math.min(10, dateIn + 5)))
  return isHouse ? goInside(situation, dateSpot) : goToPlace(situation, dateSpot - map.buildings.length)
}

/** Looks about until the other comes. */
function bideTime(situation: Situation, minutes: number): SimAction {
  const { map, dateSpot } = situation
  const { kind } = map.buildings[dateSpot] ?? map.places[dateSpot - map.buildings.length] ?? {}
  return (kind === undefined ? undefined : passTimeAt(situation, kind, minutes)) ?? wait(minutes)
}

/** Asks the partner to come to a place that it likes itself, at an hour at which it is free. */
export function invite(situation: Situation): SimAction | undefined {
  const asked = proposal(situation)
  return asked && situation.affection >= ASKS_FROM
    ? sentence(situation, invitationFor(situation, asked), asked)
    : undefined
}

/** Asks a friend it has not seen today, wherever that one is. */
export function callFriend(situation: Situation): SimAction | undefined {
  const { friend, dates, lastRefusal, spokeTicksAgo } = situation
  if (friend === 0 || dates > 0 || lastRefusal === 1 || spokeTicksAgo < CALL_SILENCE) return undefined
  if (draw(situation, CALLS_IN, situation.tick, PURPOSE.promise) !== 0) return undefined
  const asked = proposal(situation)
  const subject = asked && invitationFor(situation, asked)
  return subject && sentenceTo(situation, friend, { subject, isFar: true }, asked)
}

/** What the clock has shown today already comes tomorrow. */
function invitationFor({ minute }: Situation, asked: { number: number }): 'invite' | 'invite_tomorrow' {
  return asked.number > minute ? 'invite' : 'invite_tomorrow'
}

/** Ticks of silence before somebody thinks of a friend far off, and one in how many moments it then does. */
const CALL_SILENCE = 120
const CALLS_IN = 12

/** Yes when it likes the one who asks, and is free then. */
export function answerInvitation(situation: Situation): SimAction | undefined {
  const { affection, heardPlace, heardNumber, dateIn, dateWith } = situation
  const ahead = aheadOf(situation, heardNumber)
  const isBooked = dateWith !== 0 && Math.abs(dateIn - ahead) < STAY * 2
  const isUp = ahead > 6 * 60 || situation.energy >= TIRED
  const comes = affection >= COMES_FROM && heardPlace >= 0 && ahead >= EARLY * 2 && !isBooked && isUp
  return sentence(situation, comes && isFreeAt(situation, heardNumber) ? 'accept' : 'decline')
}

function proposal(situation: Situation): { place: string; number: number } | undefined {
  if (situation.dates > 0 || situation.energy < TIRED) return undefined
  const minute = FIRST_HOUR + 30 * draw(situation, HALF_HOURS, situation.tick, PURPOSE.promise + 1)
  if (aheadOf(situation, minute) < NOTICE || !isFreeAt(situation, minute)) return undefined
  const spots = meetingSpots(situation, minute)
  const spot = spots[draw(situation, Math.max(1, spots.length), situation.tick, PURPOSE.promise + 2)]
  return spot === undefined ? undefined : { place: spotId(situation, spot), number: minute }
}

/** Where one can sit or stroll at that hour, in the district. */
function meetingSpots(situation: Situation, minute: number): number[] {
  const houses = ['cafe', 'tavern', 'theatre', 'bathhouse', 'museum', 'library']
  const inside = houses.flatMap((kind) => openBuildingsAt(situation, kind, minute))
  const outside = placesOf(situation, ['square', 'park', 'pier']).map((at) => situation.map.buildings.length + at)
  return [...inside, ...outside]
}

/** Neither at work nor asleep then, nor on the way there. */
function isFreeAt(situation: Situation, minute: number): boolean {
  for (const later of [-CHANGE, 0, STAY, STAY + CHANGE]) {
    const at = (minute + later + MINUTES_PER_DAY) % MINUTES_PER_DAY
    if (shiftMinutesAt(situation, at) > 0 || sleepMinutesAt(situation, at) > 0) return false
  }
  const { shiftFrom } = situation
  return shiftFrom < 0 || shiftFrom < minute || shiftFrom - minute > STAY * 2
}

/** Minutes until the clock next shows it. */
function aheadOf({ minute }: Situation, ofDay: number): number {
  return (ofDay - minute + MINUTES_PER_DAY) % MINUTES_PER_DAY
}

function wayMinutes(situation: Situation, spot: number): number {
  const { buildings, places } = situation.map
  const target = buildings[spot] ?? places[spot - buildings.length]
  if (!target) return FAR_MINUTES
  const way = walkMinutes(situation, target)
  return way > SHORT_WAY || target.abroad ? way + DELAYS : way
}

/** Drawn once for each appointment. */
function forgets(situation: Situation): boolean {
  const { person, dateWith, day, minute, dateIn } = situation
  const due = day * MINUTES_PER_DAY + minute + dateIn
  const chance = Math.trunc(((255 - person.reliable) * FORGETS) / 255)
  return draw(situation, 256, due + dateWith, PURPOSE.promise) < chance
}
