import { type CodeOf, lessons, type Skill, skills } from '@civitas/schema'
import { begin } from '../people/activity.ts'
import { isOpen } from '../people/inside.ts'
import { MINUTE_MS } from '../limits.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'

/** Learns what the building teaches, while it is open. */
export const study: ActionRule<'study'> = {
  name: 'study',
  check: (world, resident, { skill }) => studyRefusal(world, resident, skill),

  apply(world, resident, { skill = taughtHere(world, resident)[0], minutes }, actionId) {
    if (skill === undefined) return
    const target = skills.indexOf(skill)
    begin(world, resident, { activity: 'studying', leftMs: minutes * MINUTE_MS, target, actionId })
    resident.workedMs = 0
  },

  targets(world, resident) {
    return studyRefusal(world, resident, undefined) ? undefined : [...taughtHere(world, resident)]
  },
}

function studyRefusal(world: World, resident: Resident, skill: Skill | undefined): CodeOf<'study'> | undefined {
  if (resident.building < 0) return 'not_inside'
  const taught = taughtHere(world, resident)
  if (taught.length === 0 || (skill !== undefined && !taught.includes(skill))) return 'not_taught_here'
  return isOpen(world, buildingOf(world, resident.building).building) ? undefined : 'closed'
}

function taughtHere(world: World, resident: Resident): readonly Skill[] {
  return lessons[buildingOf(world, resident.building).building.kind] ?? []
}
