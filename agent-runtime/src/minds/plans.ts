// Where to spend free time: drawn by taste, company, hour and sky, kept for a stretch of the day, and dropped when the world disagrees:
// a door that was shut, a roof that is wanted, or too little time to be home for bed or in time for the shift.
import { minutesUntilBed, minutesUntilShift } from './day.ts'
import { isAbroad, openBuildingsOf, placesOf } from './places.ts'
import { PURPOSE } from './purposes.ts'
import { buildingAt, draw, minutesBetween, type Situation, walkMinutes } from './situation.ts'
import { underThisSky } from './weather.ts'

/** City minutes that one plan holds. */
const STRETCH = 80
/** Needs below this pull at the plan; 10,000 is content. */
const WANTING = 5_500
/** One in this many half days has an outing to the other side of the border. */
const OUTINGS = 6
/** What one walks from home for pleasure, and on an outing, in city minutes. */
const NEAR = 32
const FAR = 65
/** It must be worth the walk: so long one wants to stay, in minutes. */
const STAY = 25
/** The evening begins here. */
const EVENING = 1_050

export type Plan = { kind: 'building'; index: number } | { kind: 'place'; index: number } | { kind: 'home' }

interface Wish {
  weight: number
  options: Plan[]
}

export function planFor(situation: Situation): Plan {
  const stretch = situation.day * 32 + Math.trunc(situation.minute / STRETCH)
  const outing = hasOuting(situation)
  const wishes = wishesOf(situation, outing).map(({ weight, options }) => {
    return { weight, options: options.filter((option) => fits(situation, option, outing)) }
  })
  let best: Plan = situation.home >= 0 ? { kind: 'home' } : { kind: 'place', index: 0 }
  let most = 0
  underThisSky(situation, wishes).forEach(({ weight, options }, at) => {
    if (options.length === 0) return
    const score = weight * (1 + draw(situation, 256, stretch, PURPOSE.leisure + at))
    if (score <= most) return
    most = score
    best = favourite(situation, options, stretch) ?? best
  })
  return best
}

/** Drawn per option: whatever else drops out of the list, the choice stays the same. */
function favourite(situation: Situation, options: readonly Plan[], stretch: number): Plan | undefined {
  let best: Plan | undefined
  let most = -1
  for (const option of options) {
    const { x, y } = pointOf(situation, option)
    const score = draw(situation, 65_536, stretch, PURPOSE.target + x * 1_024 + y)
    if (score <= most) continue
    most = score
    best = option
  }
  return best
}

/**
 * Not just turned away there, not too far from home, and time enough to get where one must be next. On the way there the answer stays the
 * same: the walk and the time shrink together.
 */
function fits(situation: Situation, option: Plan, outing: boolean): boolean {
  const { home, work, shunned } = situation
  if (option.kind === 'home') return true
  if (option.kind === 'building' && option.index === shunned) return false
  const point = pointOf(situation, option)
  const there = walkMinutes(situation, point) + STAY
  if (home >= 0) {
    const walkHome = minutesBetween(situation, point, buildingAt(situation, home))
    if (walkHome > (outing ? FAR : NEAR) || there + walkHome > minutesUntilBed(situation)) return false
  }
  if (work < 0) return true
  return there + minutesBetween(situation, point, buildingAt(situation, work)) <= minutesUntilShift(situation)
}

function pointOf({ map, home }: Situation, plan: Plan): { x: number; y: number } {
  const spot = plan.kind === 'place' ? map.places[plan.index] : map.buildings[plan.kind === 'home' ? home : plan.index]
  return spot ?? { x: 0, y: 0 }
}

/** Drawn for the half day; it ends by itself when there is no time left for anything so far away. */
function hasOuting(situation: Situation): boolean {
  if (situation.home < 0) return false
  const half = situation.day * 2 + (situation.minute < 840 ? 0 : 1)
  return draw(situation, OUTINGS, half, PURPOSE.roam) === 0
}

/** What there is to do with the weight that this resident gives it at this hour; on an outing, on the other side of where it lives. */
function wishesOf(situation: Situation, outing: boolean): Wish[] {
  const { person, social, purpose, minute } = situation
  const abroad = outing !== isAbroad(situation, situation.home)
  const evening = minute >= EVENING
  const lonely = social < WANTING ? 3 : 1
  const idle = purpose < WANTING ? 3 : 1
  const inside = (...kinds: string[]) =>
    kinds.flatMap((kind) =>
      openBuildingsOf(situation, kind, abroad).map((index): Plan => ({ kind: 'building', index })),
    )
  const outside = (...kinds: string[]) =>
    placesOf(situation, kinds, abroad).map((index): Plan => ({ kind: 'place', index }))
  return [
    { weight: (40 + person.sociable) * lonely, options: outside('square') },
    { weight: (evening ? 60 + person.sociable : 0) * lonely, options: inside('tavern') },
    { weight: (30 + Math.trunc(person.sociable / 2)) * lonely, options: inside('cafe') },
    { weight: (20 + person.bookish) * idle, options: inside('library') },
    { weight: 30 * idle, options: inside('townhall', 'bank') },
    { weight: 10 + Math.trunc(person.bookish / 2), options: inside('museum') },
    { weight: (evening ? 40 : 15) * lonely, options: inside('theatre', 'stadium', 'bathhouse') },
    // Whoever has no job sits in on a lesson.
    {
      weight: situation.work < 0 ? Math.trunc(person.bookish / 2) * idle : 0,
      options: inside('school', 'university'),
    },
    { weight: evening ? 30 : 30 + person.outdoors, options: outside('park', 'bench') },
    { weight: 20 + Math.trunc(person.outdoors / 2), options: outside('pier', 'corner', 'gate') },
    { weight: evening ? 20 : 50, options: inside('market', 'grocery', 'bakery') },
    { weight: evening ? 120 : 40, options: situation.home >= 0 ? [{ kind: 'home' }] : [] },
  ]
}
