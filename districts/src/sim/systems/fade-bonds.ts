import { FADE_AFFECTION, FADE_FAMILIARITY, FADE_TRUST, FAMILY_AFFECTION_LEAST } from '../limits/people.ts'
import { cityMsPerTick, dayOf } from '../clock.ts'
import { MINUTE_MS, MINUTES_PER_DAY } from '../limits.ts'
import { type Bond, driftApart, isWornOut } from '../society/bonds.ts'
import { lookOverDebts } from '../society/debts.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** Once a day each resident's bonds fade to those it has not met, and its debts are looked over; everybody has a minute of its own, so that no tick does it all. */
export function fadeBonds(world: World): void {
  const minute = Math.trunc(world.cityMs / MINUTE_MS)
  const before = Math.trunc((world.cityMs - cityMsPerTick(world)) / MINUTE_MS)
  const minutes = Math.min(MINUTES_PER_DAY, minute - before)
  if (minutes === 0) return
  const { residents, bodies } = world
  const { count, number } = bodies
  for (let slot = 0; slot < count; slot++) {
    // Whether its minute is among those that have just passed.
    const since = (minute - ((number[slot] as number) % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY
    if (since < minutes) lookOver(world, residents[slot] as Resident)
  }
}

function lookOver(world: World, resident: Resident): void {
  fadeAll(world, resident)
  lookOverDebts(world, resident)
}

function fadeAll(world: World, resident: Resident): void {
  const today = dayOf(world.cityMs)
  for (const bond of resident.bonds) {
    if (today - bond.metDay > 1) fade(bond)
    if (bond.standing === 'friends' && isWornOut(bond)) driftApart(world, resident, bond)
  }
}

function fade(bond: Bond): void {
  bond.familiarity -= partOf(bond.familiarity, FADE_FAMILIARITY)
  bond.trust -= partOf(bond.trust, FADE_TRUST)
  if (bond.isFamily && bond.affection <= FAMILY_AFFECTION_LEAST) return
  bond.affection -= partOf(bond.affection, FADE_AFFECTION)
}

/** At least one, as long as there is anything: all fades in the end. */
function partOf(value: number, parts: number): number {
  const part = Math.trunc(value / parts)
  return part === 0 ? Math.max(-1, Math.min(1, value)) : part
}
