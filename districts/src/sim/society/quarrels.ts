// Falling out over an offence, and making up again.
import { hash32 } from '@civitas/kit'
import { agentIdOf, type Grievance, personOf } from '@civitas/schema'
import { BOND_FULL, QUARREL_AFFECTION, QUARREL_BELOW, RECONCILE_AFFECTION } from '../limits/people.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { bounded, type Bond, bondWith } from './bonds.ts'
import { PURPOSE } from '../purposes.ts'

const TRAIT_FULL = 256

/** Whether somebody who has been wronged breaks with whom it was: the touchy sooner, nobody with a dear friend. */
export function takeOffence(world: World, resident: Resident, bond: Bond, why: Grievance): void {
  if (bond.standing === 'at_odds' || bond.isFamily || bond.affection > QUARREL_BELOW) return
  const { touchy } = personOf(world.seed, resident.number)
  if (hash32(world.seed, world.tick, resident.number, PURPOSE.offence) % TRAIT_FULL > touchy) return
  fallOut(bond)
  const other = world.byNumber.get(bond.other)
  const back = other && bondWith(other, resident.number)
  if (back) fallOut(back)
  const fact = { type: 'quarrelled', agent_id: idOf(resident), other: agentIdOf(bond.other), why } as const
  emit(world, fact, ...(other ? [resident, other] : [resident]))
}

/** Somebody accepts an apology; the other side makes up as well, if it is here. */
export function reconcile(world: World, resident: Resident, other: number): void {
  const bond = bondWith(resident, other)
  const there = world.byNumber.get(other)
  const back = there && bondWith(there, resident.number)
  const wasAtOdds = bond?.standing === 'at_odds' || back?.standing === 'at_odds'
  if (bond) makeUp(bond)
  if (back) makeUp(back)
  if (!wasAtOdds) return
  const fact = { type: 'reconciled', agent_id: idOf(resident), other: agentIdOf(other) } as const
  emit(world, fact, ...(there ? [resident, there] : [resident]))
}

/** The side of who said sorry to somebody beyond the border; here, who accepts it does both. */
export function makeUpWith(world: World, resident: Resident, other: number): void {
  const bond = world.byNumber.has(other) ? undefined : bondWith(resident, other)
  if (bond) makeUp(bond)
}

function fallOut(bond: Bond): void {
  bond.standing = 'at_odds'
  bond.affection = bounded(bond.affection - QUARREL_AFFECTION, -BOND_FULL)
}

function makeUp(bond: Bond): void {
  if (bond.standing === 'at_odds') bond.standing = 'acquainted'
  bond.affection = bounded(bond.affection + RECONCILE_AFFECTION, -BOND_FULL)
  bond.last = 'reconciled'
}
