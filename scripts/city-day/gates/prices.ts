import { MINUTES_PER_DAY } from '@civitas/schema'
import type { World } from '@civitas/districts/sim/world'
import { type Case, describeWorst, type Gate, type Moment, percent } from '../gate.ts'

const FACTOR_MAX = 5
/** Fewer than so many moving prices in a hundred are a price list, not a market. */
const MOVING_PERCENT = 10

interface Range {
  least: number
  most: number
}

/**
 * The price of every ware on every shelf stays within a factor of 5 of itself over all days, read at the beginning and at the end of each day; and prices do move:
 * a tenth of the shelves asks for something else at some time.
 */
export function prices(): Gate {
  const ranges = new Map<string, Range>()

  function read({ map, buildings }: World): void {
    for (const { index, id, shelves } of map.buildings) {
      shelves.forEach(({ item }, row) => {
        const price = buildings[index]?.prices[row] ?? 0
        const { least, most } = ranges.get(`${id} ${item.id}`) ?? { least: price, most: price }
        ranges.set(`${id} ${item.id}`, { least: Math.min(least, price), most: Math.max(most, price) })
      })
    }
  }

  return {
    onMinute(moment: Moment) {
      if (ranges.size > 0 && moment.minute % MINUTES_PER_DAY !== MINUTES_PER_DAY - 1) return
      for (const world of moment.city.worlds) read(world)
    },
    verdicts() {
      const factors = [...ranges].map(([what, { least, most }]) => ({ what, factor: most / Math.max(1, least) }))
      const worst = Math.max(...factors.map(({ factor }) => factor))
      const moving = factors.filter(({ factor }) => factor > 1).length
      const cases = factors.map(({ what, factor }): Case => {
        return { day: 0, who: what, what: `factor ${factor.toFixed(1)}`, rank: -factor }
      })
      const seen = describeWorst(cases)
      return [
        {
          what: 'dearest over cheapest of one ware on one shelf',
          reached: worst,
          limit: FACTOR_MAX,
          unit: 'times',
          seen,
        },
        {
          what: 'shelves whose price ever moved',
          reached: percent(moving, factors.length),
          limit: MOVING_PERCENT,
          atLeast: true,
          unit: '%',
          seen,
        },
      ]
    },
  }
}
