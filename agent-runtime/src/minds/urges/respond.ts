// What people do when something happens: those who are called go and work at it, the willing lend a hand, others stop to look.
import { must } from '@civitas/kit'
import {
  incidentKinds,
  type IncidentKind,
  incidentRoles,
  type IncidentRole,
  searchedPlaces,
  type SimAction,
} from '@civitas/schema'
import { leave, moveTo, play, wait, work } from '../acts.ts'
import { shiftMinutesLeft } from '../day.ts'
import { goToPlace } from '../go.ts'
import { PURPOSE } from '../purposes.ts'
import { passTimeAt } from '../pastimes.ts'
import { isAbroad, placesOf } from '../places.ts'
import { buildingAt, draw, type Situation } from '../situation.ts'
import { fetchBite } from './eat.ts'

/** City minutes of help before one looks up, and of a search in one spot. */
const STINT = 20
const SEARCH = 12
/** City minutes of standing with the others, of a dance, and of a look at the flames. */
const STAND = 25
const DANCE = 22
const LOOK = 6
/** Of each hour, so many minutes: then one has seen it. */
const LOOK_PER_HOUR = 18
/** A searcher thinks of another spot after this many minutes: time to walk there. */
const SPOT_MINUTES = 30
/** Hunger, 10,000 is full, at which nobody strikes or bargains on. */
const HUNGRY = 4_500

/** Duty: before talk, sleep and the day's work. A strike has hours, and breaks for lunch. */
export function answerCall(situation: Situation): SimAction | undefined {
  const role = roleIn(situation)
  if (role !== 'called' && role !== 'striker') return undefined
  if (kindOf(situation) === 'strike') {
    if (shiftMinutesLeft(situation) === 0) return undefined
    const bite = situation.hunger < HUNGRY ? fetchBite(situation) : undefined
    if (bite) return bite
  }
  return role === 'called' ? giveHelp(situation) : strike(situation)
}

/** The same for somebody amid something else, when the call comes; not when it is only spoken to. */
export function dropEverything(situation: Situation): SimAction | undefined {
  return situation.speaker === 0 ? answerCall(situation) : undefined
}

/** In free time: help near by, a festival to go to, flames to look at. */
export function lendAHand(situation: Situation): SimAction | undefined {
  if (situation.lastRefusal === 1) return undefined
  const role = roleIn(situation)
  const kind = kindOf(situation)
  if (role === 'volunteer') return kind === 'festival' ? celebrate(situation) : giveHelp(situation)
  const looks = role === 'bystander' && kind === 'fire' && situation.building < 0
  return looks && situation.minute % 60 < LOOK_PER_HOUR ? wait(LOOK) : undefined
}

function giveHelp(situation: Situation): SimAction | undefined {
  const { lastRefusal, incidentBuilding, incidentPlace, doorOf, building } = situation
  if (lastRefusal === 1) return undefined
  if (kindOf(situation) === 'lost_child') return search(situation)
  if (incidentBuilding < 0) return goToPlace(situation, incidentPlace) ?? work(STINT)
  if (building >= 0) return leave()
  return doorOf === incidentBuilding ? work(STINT) : moveTo(buildingAt(situation, incidentBuilding).id)
}

/** One spot after the other, of all where a child may be; everybody in an order of its own. */
function search(situation: Situation): SimAction | undefined {
  if (isAbroad(situation, situation.incidentBuilding)) return undefined
  const spots = placesOf(situation, searchedPlaces)
  if (spots.length === 0) return undefined
  const stretch = situation.day * 64 + Math.trunc(situation.minute / SPOT_MINUTES)
  const spot = must(spots[draw(situation, spots.length, stretch, PURPOSE.search)], 'a spot')
  return goToPlace(situation, spot) ?? work(SEARCH)
}

function strike(situation: Situation): SimAction | undefined {
  if (situation.lastRefusal === 1) return undefined
  return goToPlace(situation, situation.incidentPlace) ?? passTogether(situation, STAND)
}

function celebrate(situation: Situation): SimAction | undefined {
  const dances = draw(situation, 3, situation.tick, PURPOSE.play) > 0
  return goToPlace(situation, situation.incidentPlace) ?? (dances ? play(DANCE) : passTogether(situation, LOOK))
}

/** Plays, or looks about: whatever the place offers. */
function passTogether(situation: Situation, minutes: number): SimAction {
  const kind = situation.map.places[situation.place]?.kind ?? ''
  const plays = draw(situation, 3, situation.tick, PURPOSE.play) === 0
  return plays ? play(minutes) : (passTimeAt(situation, kind, minutes) ?? wait(minutes))
}

function roleIn({ role }: Situation): IncidentRole {
  return must(incidentRoles[role], 'role')
}

function kindOf({ incident }: Situation): IncidentKind | undefined {
  return incidentKinds[incident - 1]
}
