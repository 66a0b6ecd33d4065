// Free time: a plan for every stretch of the day, drawn by taste, company and hour, and kept until the stretch is over.
import { must } from '@civitas/kit'
import type { SimAction } from '@civitas/schema'
import { play, rest, study, wait } from '../acts.ts'
import { goInside, goToPlace } from '../go.ts'
import { isAbroad, openBuildingsOf, placesOf } from '../places.ts'
import { passTimeAt, passTimeAtHome } from '../pastimes.ts'
import { PURPOSE } from '../purposes.ts'
import { draw, type Situation } from '../situation.ts'
import { underThisSky } from '../weather.ts'

/** City minutes that one plan holds. */
const STRETCH = 80
/** How long one stays before looking up, in minutes. */
const LINGER = 12
/** Where there is nothing to do one wonders where to go next, in minutes. */
const WONDER = 3
// Energy, 10,000 is rested.
const TIRED = 2_000
const WEARY = 6_500
/** Needs below this pull at the plan; 10,000 is content. */
const WANTING = 5_500
/** One in this many stretches is spent on the other side of the border. */
const OUTINGS = 7

/** Where one studies, and where one plays. */
const TO_LEARN = ['library', 'school', 'university', 'museum']
const TO_PLAY = ['park', 'square', 'pier', 'cafe', 'tavern', 'theatre', 'stadium', 'bathhouse']

type Plan = { kind: 'building'; index: number } | { kind: 'place'; index: number } | { kind: 'home' }

export function spendFreeTime(situation: Situation): SimAction | undefined {
  if (situation.lastRefusal === 1) return wait(2 + draw(situation, 4, situation.tick, PURPOSE.linger))
  const plan = planFor(situation)
  const way = goOn(situation, plan)
  return way ?? stay(situation, plan)
}

function goOn(situation: Situation, plan: Plan): SimAction | undefined {
  if (plan.kind === 'place') return goToPlace(situation, plan.index)
  return goInside(situation, plan.kind === 'home' ? situation.home : plan.index)
}

/** On benches and in parks one rests when weary; at home one finds something to do until it is time for bed, unless very tired. */
function stay(situation: Situation, plan: Plan): SimAction {
  const minutes = LINGER + draw(situation, LINGER, situation.tick, PURPOSE.linger)
  const kind = kindOf(situation, plan) ?? 'nowhere'
  if (kind === 'home') return situation.energy < TIRED ? rest(minutes) : passTimeAtHome(situation, minutes)
  if ((kind === 'park' || kind === 'bench') && situation.energy < WEARY) return rest(minutes)
  if (TO_LEARN.includes(kind)) return study(minutes * 2)
  if (TO_PLAY.includes(kind) && isPlayful(situation)) return play(minutes)
  const pastime = passTimeAt(situation, kind, minutes)
  if (pastime) return pastime
  return TO_PLAY.includes(kind) ? play(minutes) : wait(WONDER)
}

function kindOf({ map }: Situation, plan: Plan): string | undefined {
  if (plan.kind === 'home') return 'home'
  return (plan.kind === 'place' ? map.places : map.buildings)[plan.index]?.kind
}

/** The sociable and the lonely play more; drawn anew whenever one looks up. */
function isPlayful(situation: Situation): boolean {
  const lonely = situation.social < WANTING ? 2 : 1
  return draw(situation, 512, situation.tick, PURPOSE.play) < (60 + situation.person.sociable) * lonely
}

function planFor(situation: Situation): Plan {
  const stretch = situation.day * 32 + Math.trunc(situation.minute / STRETCH)
  const here = weighted(situation, goesAbroad(situation, stretch))
  const plans = underThisSky(situation, here).filter(({ options }) => options.length > 0)
  const total = plans.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return homeOrSpot(situation)
  let ticket = draw(situation, total, stretch, PURPOSE.leisure)
  for (const { weight, options } of plans) {
    ticket -= weight
    if (ticket < 0) return must(options[draw(situation, options.length, stretch, PURPOSE.target)], 'an option')
  }
  return homeOrSpot(situation)
}

/** The other side is the one where it does not live: so the plan stays the same when it has crossed. */
function goesAbroad(situation: Situation, stretch: number): boolean {
  if (situation.home < 0) return false
  const outing = draw(situation, OUTINGS, stretch, PURPOSE.roam) === 0
  return outing !== isAbroad(situation, situation.home)
}

/** What there is to do, here or abroad, with the weight that this resident gives it at this hour. */
function weighted(situation: Situation, abroad: boolean): { weight: number; options: Plan[] }[] {
  const { person, social, purpose, minute } = situation
  const evening = minute >= 1050
  const lonely = social < WANTING ? 3 : 1
  const idle = purpose < WANTING ? 3 : 1
  const inside = (kind: string) =>
    openBuildingsOf(situation, kind, abroad).map((index): Plan => ({ kind: 'building', index }))
  const outside = (...kinds: string[]) =>
    placesOf(situation, kinds, abroad).map((index): Plan => ({ kind: 'place', index }))
  return [
    { weight: (40 + person.sociable) * lonely, options: outside('square') },
    { weight: (evening ? 60 + person.sociable : 0) * lonely, options: inside('tavern') },
    { weight: (30 + Math.trunc(person.sociable / 2)) * lonely, options: inside('cafe') },
    { weight: (20 + person.bookish) * idle, options: inside('library') },
    { weight: 30 * idle, options: inside('townhall') },
    { weight: 10 + Math.trunc(person.bookish / 2), options: inside('museum') },
    {
      weight: (evening ? 40 : 15) * lonely,
      options: [...inside('theatre'), ...inside('stadium'), ...inside('bathhouse')],
    },
    // Whoever has no job sits in on a lesson.
    {
      weight: situation.work < 0 ? Math.trunc(person.bookish / 2) * idle : 0,
      options: [...inside('school'), ...inside('university')],
    },
    { weight: evening ? 30 : 30 + person.outdoors, options: outside('park', 'bench') },
    { weight: 20 + Math.trunc(person.outdoors / 2), options: outside('pier', 'corner', 'gate') },
    { weight: evening ? 120 : 30, options: situation.home >= 0 ? [{ kind: 'home' }] : [] },
  ]
}

function homeOrSpot(situation: Situation): Plan {
  return situation.home >= 0 ? { kind: 'home' } : { kind: 'place', index: 0 }
}
