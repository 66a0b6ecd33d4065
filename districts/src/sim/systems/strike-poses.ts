import { type Pastime, pastimes, type Pose, poses } from '@civitas/schema'
import { TALKING_TICKS } from '../limits.ts'
import { activities, type Activity, activityCodes } from '../people/bodies.ts'
import { HIDDEN, STANDING } from '../space/motion.ts'
import type { World } from '../world.ts'

const codes = Object.fromEntries(poses.map((pose, code) => [pose, code])) as Record<Pose, number>

/** What those who stand are seen doing, by activity; all others stand upright. */
const posesAt: Partial<Record<Activity, Pose>> = {
  fainted: 'fainted',
  eating: 'eating',
  resting: 'resting',
  working: 'working',
  building: 'working',
}
/** And by what they do while they wait: one sits down with a book, and bends over a flower bed. */
const posesAtPastime: Partial<Record<Pastime, Pose>> = {
  reading: 'resting',
  writing: 'resting',
  fishing: 'resting',
  gardening: 'working',
  exercise: 'working',
}
const UPRIGHT = 0xff
const atActivity = Uint8Array.from(activities, (activity) => codeOf(posesAt[activity]))
const atPastime = Uint8Array.from(pastimes, (pastime) => codeOf(posesAtPastime[pastime]))

/** What each one is seen doing until the next tick. Derived: works out the same from any state. */
export function strikePoses(world: World): void {
  const { residents, motion, bodies } = world
  const { pose, leg } = motion
  const { count, building, activity } = bodies
  for (let slot = 0; slot < count; slot++) {
    const isRiding = activity[slot] === activityCodes.riding
    if ((building[slot] as number) >= 0 || (isRiding && residents[slot]?.ride?.aboard)) pose[slot] = HIDDEN
    else pose[slot] = leg[slot] === STANDING ? poseOf(world, slot) : codes.walking
  }
}

function poseOf({ bodies, tick }: World, slot: number): number {
  const doing = bodies.activity[slot] as number
  const atRest = doing === activityCodes.waiting ? atPastime[bodies.target[slot] as number] : atActivity[doing]
  if (atRest !== undefined && atRest !== UPRIGHT) return atRest
  const spoke = bodies.spokeTick[slot] as number
  return spoke > 0 && tick - spoke < TALKING_TICKS ? codes.talking : codes.standing
}

function codeOf(pose: Pose | undefined): number {
  return pose === undefined ? UPRIGHT : codes[pose]
}
