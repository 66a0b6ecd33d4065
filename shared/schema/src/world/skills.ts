// What residents learn, and where it is taught.
import type { BuildingKind } from '../scenario.ts'

/** The index is the encoded value: new ones go to the end. */
export const skills = ['letters', 'numbers', 'crafts', 'arts'] as const
export type Skill = (typeof skills)[number]

/** Skills taught in buildings of a kind; the first is what one studies there without naming any. */
export const lessons: Readonly<Partial<Record<BuildingKind, readonly [Skill, ...Skill[]]>>> = {
  school: ['numbers', 'letters', 'crafts'],
  library: ['letters', 'arts'],
  university: ['numbers', 'letters', 'crafts', 'arts'],
  museum: ['arts', 'letters'],
}
