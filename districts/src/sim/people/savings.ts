// What a family has put by: land is bought together. Who is minded from outside keeps its own coins, and spends only those.
import { purseOf } from '../economy/household.ts'
import { transfer } from '../money.ts'
import type { Resident } from './resident.ts'
import type { World } from '../world.ts'

/** Coins in the pocket and, where the purse is in this district, in the family's purse. */
export function fundsOf(world: World, resident: Resident): number {
  return resident.coins + (resident.streamed ? 0 : (purseOf(world, resident)?.coins ?? 0))
}

/** Takes out of the purse what the pocket lacks for so many coins. */
export function drawSavings(world: World, resident: Resident, coins: number): void {
  const purse = resident.streamed ? undefined : purseOf(world, resident)
  if (purse && resident.coins < coins) transfer(purse, resident, Math.min(purse.coins, coins - resident.coins))
}
