// What residents are to each other: each keeps a short list of its own, moved by what really happens between two.
import { agentIdOf, likingOf, type Standing } from '@civitas/schema'
import { dayOf } from '../clock.ts'
import {
  BOND_FULL,
  BONDS_MAX,
  FRIEND_AFFECTION,
  FRIEND_AFFECTION_LEAST,
  FRIEND_FAMILIARITY,
  FRIEND_FAMILIARITY_LEAST,
  LIKING_PARTS,
  TRUST_PARTS,
} from '../limits/people.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { remember } from './experiences.ts'

/** What happened between two last. The index is the encoded value: new ones go to the end. */
export const encounters = [
  'heard_of',
  'known_since_founding',
  'talked',
  'waved',
  'worked_together',
  'lived_together',
  'gave',
  'was_given',
  'met_as_agreed',
  'was_stood_up',
  'stood_up',
  'lent',
  'borrowed',
  'repaid',
  'was_repaid',
  'was_not_repaid',
  'did_not_repay',
  'was_declined',
  'was_praised',
  'heard_sorry',
  'was_insulted',
  'reconciled',
] as const
export type Encounter = (typeof encounters)[number]

export interface Bond {
  other: number
  /** 0 … 1,000. */
  familiarity: number
  /** −1,000 … 1,000. */
  affection: number
  trust: number
  standing: Standing
  isFamily: boolean
  sinceDay: number
  /** City day of the last encounter; 0 for somebody never met. */
  metDay: number
  last: Encounter
}

/** What one encounter does on one side: familiarity and affection at once, and how strongly the two feel how well they get on. */
interface Effect {
  familiarity: number
  affection: number
  trust: number
  /** In parts of `LIKING_PARTS`. */
  liking: number
}

const effects: Readonly<Record<Encounter, Effect>> = {
  heard_of: { familiarity: 0, affection: 0, trust: 0, liking: 0 },
  known_since_founding: { familiarity: 0, affection: 0, trust: 0, liking: 10 },
  talked: { familiarity: 10, affection: 0, trust: 0, liking: 3 },
  waved: { familiarity: 2, affection: 1, trust: 0, liking: 0 },
  worked_together: { familiarity: 25, affection: 0, trust: 2, liking: 4 },
  lived_together: { familiarity: 20, affection: 2, trust: 2, liking: 1 },
  gave: { familiarity: 5, affection: 8, trust: 0, liking: 0 },
  was_given: { familiarity: 10, affection: 45, trust: 15, liking: 0 },
  met_as_agreed: { familiarity: 45, affection: 25, trust: 30, liking: 5 },
  was_stood_up: { familiarity: 0, affection: -60, trust: -120, liking: 0 },
  stood_up: { familiarity: 0, affection: 0, trust: 0, liking: 0 },
  lent: { familiarity: 10, affection: 5, trust: 0, liking: 0 },
  borrowed: { familiarity: 10, affection: 50, trust: 40, liking: 0 },
  repaid: { familiarity: 5, affection: 5, trust: 10, liking: 0 },
  was_repaid: { familiarity: 5, affection: 20, trust: 80, liking: 0 },
  was_not_repaid: { familiarity: 0, affection: -90, trust: -250, liking: 0 },
  did_not_repay: { familiarity: 0, affection: -10, trust: 0, liking: 0 },
  was_declined: { familiarity: 0, affection: -6, trust: 0, liking: 0 },
  was_praised: { familiarity: 3, affection: 10, trust: 3, liking: 0 },
  heard_sorry: { familiarity: 0, affection: 20, trust: 10, liking: 0 },
  was_insulted: { familiarity: 2, affection: -110, trust: -40, liking: 0 },
  reconciled: { familiarity: 0, affection: 0, trust: 20, liking: 0 },
}

export function bondWith(resident: Resident, other: number): Bond | undefined {
  for (const bond of resident.bonds) if (bond.other === other) return bond
  return undefined
}

/** Something happened between two who are both here. `back`: what it was for the other one, when that differs. */
export function meet(world: World, one: Resident, other: Resident, what: Encounter, back: Encounter = what): void {
  const liking = likingOf(world.seed, one.number, other.number)
  const isNew = what === 'talked' && (bondWith(one, other.number)?.metDay ?? 0) === 0
  const there = touch(world, one, other.number, what, liking)
  const here = touch(world, other, one.number, back, liking)
  if (isNew) getToKnow(world, one, other)
  if (there.standing === 'acquainted' && isFriendly(there) && isFriendly(here)) befriend(world, one, other, there, here)
}

function getToKnow(world: World, one: Resident, other: Resident): void {
  remember(world, one, { kind: 'met', other: other.number })
  remember(world, other, { kind: 'met', other: one.number })
}

/** The bond to somebody, a new one if need be. */
export function openBond(world: World, resident: Resident, other: number): Bond {
  const known = bondWith(resident, other)
  if (known) return known
  const day = dayOf(world.cityMs)
  const bond: Bond = {
    other,
    familiarity: 0,
    affection: 0,
    trust: 0,
    standing: 'acquainted',
    isFamily: false,
    sinceDay: day,
    metDay: 0,
    last: 'heard_of',
  }
  if (resident.bonds.length < BONDS_MAX) resident.bonds.push(bond)
  else resident.bonds[weakestOf(resident.bonds)] = bond
  return bond
}

/** Ends a friendship on this side, and on the other when it is here. */
export function driftApart(world: World, resident: Resident, bond: Bond): void {
  bond.standing = 'acquainted'
  const other = world.byNumber.get(bond.other)
  const back = other && bondWith(other, resident.number)
  if (back?.standing === 'friends') back.standing = 'acquainted'
  const parties = other ? [resident, other] : [resident]
  emit(world, { type: 'drifted_apart', agent_id: idOf(resident), other: agentIdOf(bond.other) }, ...parties)
}

/** Whether a friendship has worn too thin. */
export function isWornOut({ familiarity, affection }: Bond): boolean {
  return familiarity < FRIEND_FAMILIARITY_LEAST || affection < FRIEND_AFFECTION_LEAST
}

/** How much a bond weighs, whichever way it pulls: the heaviest are remembered. */
export function weightOf({ familiarity, affection, trust, standing, isFamily }: Bond): number {
  const lasting = (standing === 'acquainted' ? 0 : BOND_FULL) + (isFamily ? 4 * BOND_FULL : 0)
  return familiarity + Math.abs(affection) + Math.trunc(Math.abs(trust) / 2) + lasting
}

export function bounded(value: number, least: number): number {
  return Math.max(least, Math.min(BOND_FULL, value))
}

/** One side of an encounter. `liking`: how well the two get on. */
export function touch(world: World, resident: Resident, other: number, what: Encounter, liking: number): Bond {
  const bond = openBond(world, resident, other)
  const effect = effects[what]
  // The better one knows somebody the less an encounter adds.
  const news = Math.trunc((effect.familiarity * (BOND_FULL - bond.familiarity)) / BOND_FULL)
  const pull = Math.trunc(((liking - bond.affection) * effect.liking) / LIKING_PARTS)
  bond.familiarity = bounded(bond.familiarity + (effect.familiarity === 0 ? 0 : Math.max(1, news)), 0)
  bond.affection = bounded(bond.affection + effect.affection + pull, -BOND_FULL)
  const trustPull = Math.trunc(((bond.affection - bond.trust) * effect.liking) / TRUST_PARTS)
  bond.trust = bounded(bond.trust + effect.trust + trustPull, -BOND_FULL)
  bond.metDay = dayOf(world.cityMs)
  bond.last = what
  return bond
}

/** Relatives are what they are without becoming friends. */
function isFriendly({ familiarity, affection, standing, isFamily }: Bond): boolean {
  if (isFamily) return false
  return standing !== 'at_odds' && familiarity >= FRIEND_FAMILIARITY && affection >= FRIEND_AFFECTION
}

function befriend(world: World, one: Resident, other: Resident, there: Bond, here: Bond): void {
  there.standing = 'friends'
  here.standing = 'friends'
  emit(world, { type: 'befriended', agent_id: idOf(one), other: idOf(other) }, one, other)
}

function weakestOf(bonds: readonly Bond[]): number {
  let weakest = 0
  let least = Infinity
  bonds.forEach((bond, at) => {
    const weight = weightOf(bond)
    if (weight >= least) return
    weakest = at
    least = weight
  })
  return weakest
}
