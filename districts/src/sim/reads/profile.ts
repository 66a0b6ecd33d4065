// What anybody may know of a resident beyond the register: what it is like, what it can, who is close to it, and what others think of it.
import { agentIdOf, personOf, type Profile, type Reputation, skills, traitsOf } from '@civitas/schema'
import { FULL } from '../limits.ts'
import { FRIENDS_SHOWN, TRUSTED_FROM } from '../limits/people.ts'
import type { Bond } from '../society/bonds.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** A pure read. `undefined`: the agent is not in this district. */
export function profileOf(world: World, number: number): Profile | undefined {
  const resident = world.byNumber.get(number)
  if (!resident) return undefined
  const person = personOf(world.seed, number)
  const reputation = reputationOf(world, number)
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
    ...(reputation && { reputation }),
  }
}

function reputationOf({ residents }: World, number: number): Reputation | undefined {
  const reputation = { known_by: 0, trusted_by: 0, distrusted_by: 0 }
  for (const { bonds } of residents) {
    const bond = bonds.find(({ other, isFamily }) => other === number && !isFamily)
    if (!bond) continue
    reputation.known_by += 1
    if (bond.trust >= TRUSTED_FROM) reputation.trusted_by += 1
    if (bond.trust < 0) reputation.distrusted_by += 1
  }
  return reputation.known_by === 0 ? undefined : reputation
}

/** 0 … 100, of what was learned. */
function skillsOf(resident: Resident): Record<string, number> {
  const known = skills.flatMap((skill, index) => {
    const level = Math.trunc((resident.skills[index] ?? 0) / (FULL / 100))
    return level > 0 ? [[skill, level] as const] : []
  })
  return Object.fromEntries(known)
}
