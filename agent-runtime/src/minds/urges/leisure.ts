// Free time: goes where the plan of the hour leads, and does there what the place and the mood allow.
import type { SimAction } from '@civitas/schema'
import { play, rest, study, wait } from '../acts.ts'
import { minutesUntilBed, minutesUntilSettingOut } from '../day.ts'
import { goInside, goToPlace } from '../go.ts'
import { passTimeAt, passTimeAtHome } from '../pastimes.ts'
import { PURPOSE } from '../purposes.ts'
import { type Plan, planFor } from '../plans.ts'
import { draw, type Situation } from '../situation.ts'

/** How long one stays before looking up, in minutes. */
const LINGER = 12
/** Where there is nothing to do one wonders where to go next, in minutes. */
const WONDER = 3
// Energy, 10,000 is rested: what must be left at bedtime, what a minute awake takes, and what makes one sit down.
const BEDTIME = 800
const ENERGY_PER_MINUTE = 9
/** To spare: with less one goes home for a nap, with more one gets up again. */
const DROWSY = -600
const RESTORED = 600
const WEARY = 6_500
/** Needs below this pull at the plan; 10,000 is content. */
const WANTING = 5_500

/** Where one studies, and where one plays. */
const TO_LEARN = ['library', 'school', 'university', 'museum']
const TO_PLAY = ['park', 'square', 'pier', 'cafe', 'tavern', 'theatre', 'stadium', 'bathhouse']

export function spendFreeTime(situation: Situation): SimAction | undefined {
  if (situation.lastRefusal === 1) return wait(2 + draw(situation, 4, situation.tick, PURPOSE.linger))
  const drowsy = situation.home >= 0 && spareEnergy(situation) < DROWSY
  const plan: Plan = drowsy ? { kind: 'home' } : planFor(situation)
  const way = goOn(situation, plan)
  return way ?? stay(situation, plan)
}

function goOn(situation: Situation, plan: Plan): SimAction | undefined {
  if (plan.kind === 'place') return goToPlace(situation, plan.index)
  return goInside(situation, plan.kind === 'home' ? situation.home : plan.index)
}

/** On benches and in parks one rests when weary; at home one finds something to do until it is time for bed, or naps. */
function stay(situation: Situation, plan: Plan): SimAction {
  const lingers = LINGER + draw(situation, LINGER, situation.tick, PURPOSE.linger)
  const minutes = Math.min(lingers, minutesUntilSettingOut(situation))
  const kind = kindOf(situation, plan) ?? 'nowhere'
  if (kind === 'home') return spareEnergy(situation) < RESTORED ? rest(minutes) : passTimeAtHome(situation, minutes)
  if ((kind === 'park' || kind === 'bench') && situation.energy < WEARY) return rest(minutes)
  if (TO_LEARN.includes(kind) && isStudious(situation)) return study(minutes)
  if (TO_PLAY.includes(kind) && isPlayful(situation)) return play(minutes)
  const pastime = passTimeAt(situation, kind, minutes)
  if (pastime) return pastime
  if (TO_LEARN.includes(kind)) return study(minutes)
  return TO_PLAY.includes(kind) ? play(minutes) : wait(WONDER)
}

/** Books are also read for pleasure. */
function isStudious(situation: Situation): boolean {
  return draw(situation, 512, situation.tick, PURPOSE.play) < 200 + situation.person.bookish
}

function kindOf({ map }: Situation, plan: Plan): string | undefined {
  if (plan.kind === 'home') return 'home'
  return (plan.kind === 'place' ? map.places : map.buildings)[plan.index]?.kind
}

/** Energy beyond what the time until bed will take; below 0 it would not last. */
function spareEnergy(situation: Situation): number {
  return situation.energy - BEDTIME - minutesUntilBed(situation) * ENERGY_PER_MINUTE
}

/** The sociable and the lonely play more; drawn anew whenever one looks up. */
function isPlayful(situation: Situation): boolean {
  const lonely = situation.social < WANTING ? 2 : 1
  return draw(situation, 512, situation.tick, PURPOSE.play) < (60 + situation.person.sociable) * lonely
}
