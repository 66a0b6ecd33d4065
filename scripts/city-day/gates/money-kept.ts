import { coinsOf } from '@civitas/districts/sim/money'
import type { LockstepCity } from '../../lockstep/lockstep-city.ts'
import { clockTime, type Gate } from '../gate.ts'

/** At every minute the coins of the whole city are those of its founding, and those that a fact has minted since. [CMD-3] */
export function moneyKept(city: LockstepCity): Gate {
  let owed = city.worlds.reduce((sum, { map }) => sum + map.scenario.treasury, 0)
  const seen: string[] = []
  return {
    onTick({ facts }) {
      for (const { fact } of facts) if (fact.type === 'money_minted') owed += fact.coins
    },
    onMinute({ day, minuteOfDay }) {
      const off = sumOf(city) - owed
      if (off === 0) return
      seen.push(`day ${day}, ${clockTime(minuteOfDay)}: ${off} coins from nowhere`)
      owed += off
    },
    verdicts: () => [
      { what: 'times that coins came from nowhere or went there', reached: seen.length, limit: 0, unit: 'times', seen },
    ],
  }
}

function sumOf({ worlds }: LockstepCity): number {
  return worlds.reduce((sum, world) => sum + coinsOf(world), 0)
}
