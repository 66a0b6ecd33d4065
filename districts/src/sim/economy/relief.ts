// Nobody starves for want of coins: who is past work has a pension; the family helps those who have none, and when it cannot, the treasury, some times a day.
import { isRetired } from '@civitas/schema'
import { drawPocketMoney } from './keep-house.ts'
import { PENSION_COINS, RELIEF_BELOW, RELIEF_COINS } from '../limits.ts'
import { payFromTreasury } from '../money.ts'
import { emit, idOf } from '../tick-output.ts'
import type { World } from '../world.ts'

/** Each morning, where they are. Whom a mind from outside moves has no age to rest in. */
export function payPensions(world: World): void {
  for (const resident of world.residents) {
    if (resident.streamed || resident.job >= 0 || !isRetired(world.seed, resident.number)) continue
    payFromTreasury(world, resident, PENSION_COINS)
    emit(world, { type: 'pension_paid', agent_id: idOf(resident), coins: PENSION_COINS }, resident)
  }
}

export function payRelief(world: World): void {
  for (const resident of world.residents) {
    if (resident.coins >= RELIEF_BELOW) continue
    if (!resident.streamed) drawPocketMoney(world, resident)
    if (resident.coins >= RELIEF_BELOW) continue
    payFromTreasury(world, resident, RELIEF_COINS)
    emit(world, { type: 'relief_paid', agent_id: idOf(resident), coins: RELIEF_COINS }, resident)
  }
}
