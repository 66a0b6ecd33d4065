// What happens to one side alone, or on this side of a border: it moves the bond, and an offence may end in a quarrel.
import { type Grievance, likingOf } from '@civitas/schema'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { type Encounter, touch } from './bonds.ts'
import { takeOffence } from './quarrels.ts'

/** Over what one may fall out. */
const offences: Readonly<Partial<Record<Encounter, Grievance>>> = {
  was_stood_up: 'broken_promise',
  was_not_repaid: 'unpaid_debt',
  was_insulted: 'insult',
}

export function feel(world: World, resident: Resident, other: number, what: Encounter): void {
  const bond = touch(world, resident, other, what, likingOf(world.seed, resident.number, other))
  const offence = offences[what]
  if (offence) takeOffence(world, resident, bond, offence)
}
