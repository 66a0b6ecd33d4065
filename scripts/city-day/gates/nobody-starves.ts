import { isOpen } from '@civitas/districts/sim/people/inside'
import { shelvesOf } from '@civitas/districts/sim/people/counter'
import { MEAL_FILLING, STARVING_BELOW } from '@civitas/districts/sim/limits'
import { buildingOf, type World } from '@civitas/districts/sim/world'
import { type Case, clockTime, describeWorst, eachBuiltIn, type Gate, nameOf } from '../gate.ts'

/** Long enough to walk anywhere in the district, wait at the counter, and sit down. */
const PATIENCE_MINUTES = 60

/**
 * Nobody goes with less than a tenth of its hunger left for a whole hour, awake and able to walk, while some open shop of the same district sells a meal
 * for the coins it has, or with a meal in its bag. A district can be crossed in half that time, so each of its shops is in reach. An
 * outage of the shops or an empty purse is misery, but no fault of this gate.
 */
export function nobodyStarves(): Gate {
  const starvingFor = new Map<number, number>()
  const cases: Case[] = []
  return {
    onMinute(moment) {
      const cheapest = new Map(moment.city.worlds.map((world) => [world, cheapestMeal(world)]))
      eachBuiltIn(moment, (resident, world) => {
        const needless = resident.coins >= (cheapest.get(world) ?? Infinity)
        const awake = !['sleeping', 'resting', 'eating', 'fainted'].includes(resident.activity)
        if (resident.hunger >= STARVING_BELOW || !needless || !awake) return void starvingFor.delete(resident.number)
        const minutes = (starvingFor.get(resident.number) ?? 0) + 1
        starvingFor.set(resident.number, minutes)
        if (minutes !== PATIENCE_MINUTES) return
        const what = `${resident.activity} at ${clockTime(moment.minuteOfDay)} with ${resident.coins} coins, starving for an hour`
        cases.push({ day: moment.day, who: nameOf(moment, resident), what, rank: 0 })
      })
    },
    verdicts: () => [
      {
        what: 'starved with coins in hand and an open shop in reach',
        reached: cases.length,
        limit: 0,
        unit: 'times',
        seen: describeWorst(cases),
      },
    ],
  }
}

/** Coins of the cheapest meal on sale in the district now. */
function cheapestMeal(world: World): number {
  let least = Infinity
  for (const { index } of world.map.buildings) {
    const shop = buildingOf(world, index)
    if (!isOpen(world, shop.building)) continue
    for (const { shelf, stock, price } of shelvesOf(shop)) {
      if (stock > 0 && shelf.item.filling >= MEAL_FILLING) least = Math.min(least, price)
    }
  }
  return least
}
