// Nobody starves for want of coins: the family helps those who have none, and when it cannot, the treasury, some times a day.
import { drawPocketMoney } from './keep-house.ts'
import { RELIEF_BELOW, RELIEF_COINS } from '../limits.ts'
import { payFromTreasury } from '../money.ts'
import { emit, idOf } from '../tick-output.ts'
import type { World } from '../world.ts'

export function payRelief(world: World): void {
  for (const resident of world.residents) {
    if (resident.coins >= RELIEF_BELOW) continue
    if (!resident.streamed) drawPocketMoney(world, resident)
    if (resident.coins >= RELIEF_BELOW) continue
    payFromTreasury(world, resident, RELIEF_COINS)
    emit(world, { type: 'relief_paid', agent_id: idOf(resident), coins: RELIEF_COINS }, resident)
  }
}
