// Without a job: goes where hands are wanted, and works; when there is nothing in the district, looks beyond the border.
import { isRetired, type SimAction } from '@civitas/schema'
import { work } from '../acts.ts'
import { goInside } from '../go.ts'
import { PURPOSE } from '../purposes.ts'
import { buildingAt, draw, isOpen, type Situation } from '../situation.ts'

/** Coins below which everybody who is not past working looks for work. */
const SHORT_OF_COINS = 30
/** One in this many who have no job have better things to do while they have coins. */
const AT_EASE = 3
/** Between these minutes of the day one asks for work. */
const ASK_FROM = 480
const ASK_TO = 1_200
/** Sent away, one asks somewhere else after this many minutes: time to walk there. */
const TRY_MINUTES = 60
/** Somebody who is taken on stays for so many minutes on the first day. */
const FIRST_STRETCH = 120
/** Part of the hours, one in so many, in which one looks beyond the border when there is no work here. */
const OUTINGS = 3
/** Where one asks there: what goes on beyond the border is not known here. */
const ASK_ABROAD = ['market', 'warehouse', 'workshop', 'office', 'cafe', 'school', 'university']

export function seekJob(situation: Situation): SimAction | undefined {
  const { work: job, minute, day, shunned, building, vacancies } = situation
  if (job >= 0 || minute < ASK_FROM || minute >= ASK_TO || isAtEase(situation)) return undefined
  if (building !== shunned && (vacancies[building] ?? 0) > 0) return work(FIRST_STRETCH)
  const when = day * 32 + Math.trunc(minute / TRY_MINUTES)
  const chosen = openingFor(situation, when)
  return chosen === undefined || chosen === shunned ? undefined : goInside(situation, chosen)
}

function isAtEase(situation: Situation): boolean {
  if (isRetired(situation.seed, situation.resident)) return true
  return situation.coins >= SHORT_OF_COINS && draw(situation, AT_EASE, 1, PURPOSE.job) === 0
}

/** A house that wants hands, the same for an hour; sometimes, when there is none, one beyond the border. */
function openingFor(situation: Situation, when: number): number | undefined {
  const { vacancies, map, minute } = situation
  const here: number[] = []
  vacancies.forEach((hands, index) => {
    if (hands > 0 && isOpen(buildingAt(situation, index), minute + TRY_MINUTES / 2)) here.push(index)
  })
  if (here.length > 0) return here[draw(situation, here.length, when, PURPOSE.job)]
  if (draw(situation, OUTINGS, when, PURPOSE.roam) !== 0) return undefined
  const abroad = map.buildings.flatMap((building, index) => {
    return building.abroad && ASK_ABROAD.includes(building.kind) && isOpen(building, minute + TRY_MINUTES)
      ? [index]
      : []
  })
  return abroad.length > 0 ? abroad[draw(situation, abroad.length, when, PURPOSE.job)] : undefined
}
