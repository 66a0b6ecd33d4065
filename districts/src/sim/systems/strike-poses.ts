import { type Pose, poses } from '@civitas/schema'
import { TALKING_TICKS } from '../limits.ts'
import { pastimeOf } from '../people/pastimes.ts'
import { HIDDEN, STANDING } from '../space/motion.ts'
import type { Resident, World } from '../world.ts'

const codes = Object.fromEntries(poses.map((pose, code) => [pose, code])) as Record<Pose, number>

/** What each one is seen doing until the next tick. Derived: works out the same from any state. */
export function strikePoses(world: World): void {
  const { residents, motion } = world
  const { pose, leg } = motion
  for (let at = 0; at < residents.length; at++) {
    const resident = residents[at] as Resident
    const { slot, building } = resident
    if (building >= 0 || resident.ride?.aboard) pose[slot] = HIDDEN
    else pose[slot] = leg[slot] === STANDING ? codes[poseOf(world, resident)] : codes.walking
  }
}

function poseOf(world: World, resident: Resident): Pose {
  switch (resident.activity) {
    case 'fainted':
    case 'eating':
    case 'resting':
    case 'working':
      return resident.activity
    case 'building':
      return 'working'
    case 'waiting':
      return poseAtPastime(resident) ?? poseUpright(world, resident)
    default:
      return poseUpright(world, resident)
  }
}

/** One sits down with a book, and bends over a flower bed. */
function poseAtPastime(resident: Resident): Pose | undefined {
  const pastime = pastimeOf(resident)
  if (pastime === 'reading' || pastime === 'writing' || pastime === 'fishing') return 'resting'
  return pastime === 'gardening' || pastime === 'exercise' ? 'working' : undefined
}

function poseUpright(world: World, resident: Resident): Pose {
  const talked = resident.spokeTick > 0 && world.tick - resident.spokeTick < TALKING_TICKS
  return talked ? 'talking' : 'standing'
}
