// The lockstep city keeps the promises that hold in the live one.
import { readScenario } from '@civitas/districts/scenario-file'
import { encodeWorld } from '@civitas/districts/sim/index'
import { coinsOf } from '@civitas/districts/sim/money'
import { describe, expect, it } from 'vitest'
import { LockstepCity, type PlacedFact } from './lockstep-city.ts'

const TICKS = 400
const scenario = await readScenario('tiny')

function run(seed: number): { city: LockstepCity; facts: PlacedFact[] } {
  const city = new LockstepCity({ scenario, seed, clockRate: 60 })
  const facts = Array.from({ length: TICKS }, () => city.tick()).flat()
  return { city, facts }
}

describe('a city in lockstep', () => {
  const { city, facts } = run(1)

  it('[DET-2] is the same again under the same seed, and another under another', () => {
    const bytes = city.worlds.map((world) => encodeWorld(world))
    expect(run(1).city.worlds.map((world) => encodeWorld(world))).toEqual(bytes)
    expect(run(2).facts).not.toEqual(facts)
  })

  it('[CMD-3] makes no coin that no fact tells of', () => {
    const founded = scenario.districts.reduce((sum, { treasury }) => sum + treasury, 0)
    const minted = facts.reduce((sum, { fact }) => sum + (fact.type === 'money_minted' ? fact.coins : 0), 0)
    const coins = city.worlds.reduce((sum, world) => sum + coinsOf(world), 0)
    expect(coins).toBe(founded + minted)
  })

  it('[HND-1] has everybody in one district, or on the way to one', () => {
    const people = city.worlds.flatMap((world) => world.residents.map(({ number }) => number))
    expect(new Set(people).size).toBe(people.length)
    expect(city.names.size - people.length).toBeLessThan(5)
    expect(facts.some(({ fact }) => fact.type === 'building_entered')).toBe(true)
    expect(city.failedMinds).toBe(0)
  })
})
