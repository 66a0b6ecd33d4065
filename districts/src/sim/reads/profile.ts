// What anybody may know of a resident beyond the register: what it is like, what it can, and who is close to it.
import { agentIdOf, personOf, type Profile, skills, traitsOf } from '@civitas/schema'
import { FULL } from '../limits.ts'
import { FRIENDS_SHOWN } from '../limits/people.ts'
import type { Bond } from '../society/bonds.ts'
import type { Resident, World } from '../world.ts'

/** A pure read. `undefined`: the agent is not in this district. */
export function profileOf(world: World, number: number): Profile | undefined {
  const resident = world.byNumber.get(number)
  if (!resident) return undefined
  const person = personOf(world.seed, number)
  const those = (suits: (bond: Bond) => boolean) => {
    const chosen = resident.bonds.filter(suits).toSorted((a, b) => b.affection - a.affection || a.other - b.other)
    return chosen.slice(0, FRIENDS_SHOWN).map(({ other }) => agentIdOf(other))
  }
  return {
    age: person.age,
    traits: traitsOf(person),
    skills: skillsOf(resident),
    household: those(({ isFamily }) => isFamily),
    friends: those(({ standing, isFamily }) => standing === 'friends' && !isFamily),
    at_odds: those(({ standing }) => standing === 'at_odds'),
  }
}

/** 0 … 100, of what was learned. */
function skillsOf(resident: Resident): Record<string, number> {
  const known = skills.flatMap((skill, index) => {
    const level = Math.trunc((resident.skills[index] ?? 0) / (FULL / 100))
    return level > 0 ? [[skill, level] as const] : []
  })
  return Object.fromEntries(known)
}
