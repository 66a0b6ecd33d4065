// Who knows whom on the first day: the family, the next few at work, the next few in a block of flats.
import { likingOf } from '@civitas/schema'
import {
  COLLEAGUE_FAMILIARITY,
  FAMILY_BOND,
  FAMILY_REACH,
  KNOWN_AT_FOUNDING,
  NEIGHBOUR_FAMILIARITY,
} from '../limits/people.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { bounded, openBond } from './bonds.ts'

export function acquaintEverybody(world: World): void {
  for (const family of groupsBy(world, ({ household }) => household || -1).values()) {
    everyPair(family, (one, other) => relate(world, one, other))
  }
  for (const people of groupsBy(world, ({ home }) => home).values()) introduce(world, people, NEIGHBOUR_FAMILIARITY)
  for (const people of groupsBy(world, ({ job }) => job).values()) introduce(world, people, COLLEAGUE_FAMILIARITY)
}

/** Those without one are in no group. */
function groupsBy(world: World, key: (resident: Resident) => number): Map<number, Resident[]> {
  const groups = new Map<number, Resident[]>()
  for (const resident of world.residents) {
    const at = key(resident)
    if (at < 0) continue
    const group = groups.get(at)
    if (group) group.push(resident)
    else groups.set(at, [resident])
  }
  return groups
}

/** In a very large household everybody is close to those next in the list. */
function everyPair(people: readonly Resident[], tie: (one: Resident, other: Resident) => void): void {
  people.forEach((one, at) => {
    const near = people.slice(Math.max(0, at - FAMILY_REACH), at + FAMILY_REACH + 1)
    for (const other of near) if (one !== other) tie(one, other)
  })
}

function relate(world: World, resident: Resident, relative: Resident): void {
  const bond = openBond(world, resident, relative.number)
  bond.familiarity = FAMILY_BOND.familiarity
  bond.affection = FAMILY_BOND.affection
  bond.trust = FAMILY_BOND.trust
  bond.isFamily = true
  bond.last = 'known_since_founding'
  bond.metDay = bond.sinceDay
}

/** Everybody to the next few in the list, as in a ring. */
function introduce(world: World, people: readonly Resident[], familiarity: number): void {
  people.forEach((one, at) => {
    for (let step = 1; step <= Math.min(KNOWN_AT_FOUNDING, people.length - 1); step++) {
      const other = people[(at + step) % people.length]
      if (!other || other === one) continue
      acquaint(world, one, other, familiarity)
      acquaint(world, other, one, familiarity)
    }
  })
}

function acquaint(world: World, resident: Resident, other: Resident, familiarity: number): void {
  const bond = openBond(world, resident, other.number)
  if (bond.isFamily) return
  bond.familiarity = Math.max(bond.familiarity, familiarity)
  bond.affection = bounded(Math.trunc(likingOf(world.seed, resident.number, other.number) / 3), -1_000)
  bond.last = 'known_since_founding'
  bond.metDay = bond.sinceDay
}
