// The gate sees two runs of one seed part, also late on the second day, and two seeds that are one.
import { readScenario } from '@civitas/districts/scenario-file'
import { expect, it } from 'vitest'
import { LockstepCity } from '../lockstep/lockstep-city.ts'
import { compareSeeds } from './same-seed.ts'

/** A day is lived in a second, on a machine that does nothing else. */
const PATIENCE_MS = 60_000
const HOUR_MS = 3_600_000
const scenario = await readScenario('tiny', 20)

const cityOf = (seed: number) => new LockstepCity({ scenario, seed, clockRate: 60 })
const reached = (found: typeof cityOf, days: number) => compareSeeds(found, 1, days).map((verdict) => verdict.reached)

/** Every second city of a seed is another one after so many hours. */
function partingAfter(hours: number): typeof cityOf {
  let founded = 0
  return (seed) => {
    const city = cityOf(seed)
    if (founded++ !== 1) return city
    const startMs = city.cityMs
    const tick = city.tick.bind(city)
    city.tick = () => {
      if (city.cityMs - startMs === hours * HOUR_MS)
        for (const { residents } of city.worlds) for (const one of residents) one.energy -= 1
      return tick()
    }
    return city
  }
}

it('[DET-2] two whole days of one seed are equal, those of two seeds are not', { timeout: PATIENCE_MS }, () => {
  expect(reached(cityOf, 30)).toEqual([0, 0])
})

it(
  'runs that part in the evening of the second day are seen, unless one day is asked for',
  { timeout: PATIENCE_MS },
  () => {
    expect(reached(partingAfter(36), 2)).toEqual([1, 0])
    expect(reached(partingAfter(36), 1)).toEqual([0, 0])
  },
)

it('runs that differ in their last state alone are seen', { timeout: PATIENCE_MS }, () => {
  const [verdict] = compareSeeds(partingAfter(23.95), 1, 1)
  expect(verdict).toMatchObject({ reached: 1, seen: ['they part by city minute 1440 after the founding'] })
})

it('two seeds that live one life are seen', { timeout: PATIENCE_MS }, () => {
  expect(reached(() => cityOf(1), 1)).toEqual([0, 1])
})
