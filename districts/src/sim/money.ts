// Double entry: coins only ever move from one purse to another. The city's sum grows by `money_minted` and nothing else.
import { assert } from '@civitas/kit'
import { MINT_COINS, TREASURY_FLOOR } from './limits.ts'
import { emit } from './tick-output.ts'
import type { Purse, World } from './world.ts'

/** Moves whole coins. Whoever calls has checked that they are there. */
export function transfer(from: Purse, to: Purse, coins: number): void {
  assert(
    Math.trunc(coins) === coins && coins >= 0 && from.coins >= coins,
    `transfer of ${coins} from a purse of ${from.coins}`,
  )
  from.coins -= coins
  to.coins += coins
}

/** Coins leave for another district. [CMD-3] */
export function sendOff(world: World, from: Purse, coins: number): void {
  transfer(from, world.inTransit, coins)
}

/** Coins come in from another district, whose leg of the account holds them: this one's may fall below zero. [CMD-3] */
export function takeIn(world: World, to: Purse, coins: number): void {
  world.inTransit.coins -= coins
  to.coins += coins
}

/** Pays out of the treasury, which mints before it runs dry. */
export function payFromTreasury(world: World, to: Purse, coins: number): void {
  while (world.treasury.coins - coins < TREASURY_FLOOR) {
    world.treasury.coins += MINT_COINS
    emit(world, { type: 'money_minted', coins: MINT_COINS, why: 'the treasury ran low' })
  }
  transfer(world.treasury, to, coins)
}

/** All coins of the district's books: wallets, purses of households, tills, treasury, in transit. What crosses a border changes none of their sum. */
export function coinsOf(world: World): number {
  let coins = world.treasury.coins + world.inTransit.coins
  for (const { coins: till } of world.buildings) coins += till
  for (const { coins: wallet } of world.residents) coins += wallet
  for (const { coins: purse } of world.households.values()) coins += purse
  for (const site of world.sites) coins += site?.coins ?? 0
  return coins
}
