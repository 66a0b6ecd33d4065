// Small reads for whoever watches from outside.
import { type Pose, poses, UNITS_PER_METRE } from '@civitas/schema'
import { must } from '@civitas/kit'
import { coinsOf } from '../money.ts'
import { HIDDEN } from '../space/motion.ts'
import type { World } from '../world.ts'

export function summary(world: World): { residents: number; outdoors: number; coins: number } {
  const outdoors = world.residents.filter(({ building }) => building < 0).length
  return { residents: world.residents.length, outdoors, coins: coinsOf(world) }
}

/** Everybody outdoors; x and y in metres. */
export function positions(world: World): { resident: number; x: number; y: number; pose: Pose }[] {
  const { x, y, pose } = world.motion
  return world.residents.flatMap(({ number, slot }) => {
    if (pose[slot] === HIDDEN) return []
    const seen = must(poses[pose[slot] ?? 0], 'pose')
    return [{ resident: number, x: (x[slot] ?? 0) / UNITS_PER_METRE, y: (y[slot] ?? 0) / UNITS_PER_METRE, pose: seen }]
  })
}
