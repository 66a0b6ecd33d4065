// What residents are to each other, and how that moves.
import { likingOf } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { createWorld, decodeWorld, encodeWorld } from '../../../src/sim/index.ts'
import { BONDS_MAX, FRIEND_AFFECTION, FRIEND_FAMILIARITY } from '../../../src/sim/limits/people.ts'
import { MINUTE_MS, MINUTES_PER_DAY } from '../../../src/sim/limits.ts'
import { bondWith, meet, openBond, weightOf } from '../../../src/sim/society/bonds.ts'
import { fadeBonds } from '../../../src/sim/systems/fade-bonds.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import { only, SETTINGS, Stage, tiny } from '../stage.ts'

const words = { template: 'midday.1', args: [] }

/** Two who get on with each other at least, or at most, so well. */
function pair(stage: Stage, suits: (liking: number) => boolean): [Resident, Resident] {
  const one = stage.agent({ at: 'fountain-square' })
  for (;;) {
    const other = stage.agent({ at: 'fountain-square' })
    if (suits(likingOf(stage.world.seed, one.number, other.number))) return [one, other]
    other.activity = 'fainted'
  }
}

/** The minute of every resident, of that many days. */
function days(stage: Stage, count: number): void {
  for (let minute = 0; minute < count * MINUTES_PER_DAY; minute++) {
    stage.world.cityMs += MINUTE_MS
    fadeBonds(stage.world)
  }
}

describe('bonds', () => {
  it('grow by talk on both sides, and only with whom the words were meant for', () => {
    const stage = new Stage()
    const [speaker, near, far] = [
      stage.agent({ at: 'fountain-square' }),
      stage.agent({ at: 'fountain-square' }),
      stage.agent({ at: 'fountain-square' }),
    ]
    stage.act(speaker, { name: 'say', parameters: { words } })
    expect(bondWith(speaker, near.number)).toMatchObject({ last: 'talked', metDay: 1, sinceDay: 1 })
    expect(bondWith(near, speaker.number)?.familiarity).toBeGreaterThan(0)
    expect(bondWith(far, speaker.number)).toBeUndefined()
  })

  it('make friends of two who get on and meet often; a fact tells it once', () => {
    const stage = new Stage()
    const [one, other] = pair(stage, (liking) => liking > FRIEND_AFFECTION + 100)
    const facts = Array.from({ length: 80 }, () => stage.act(one, { name: 'say', parameters: { words } }).facts).flat()
    expect(bondWith(one, other.number)?.standing).toBe('friends')
    expect(bondWith(other, one.number)?.standing).toBe('friends')
    expect(only(facts, 'befriended')).toHaveLength(1)
    expect(one.experiences.filter(({ kind }) => kind === 'befriended')).toMatchObject([{ other: other.number }])
  })

  it('do not make friends of two who do not get on, however often they meet', () => {
    const stage = new Stage()
    const [one, other] = pair(stage, (liking) => liking < 0)
    for (let time = 0; time < 200; time++) meet(stage.world, one, other, 'talked')
    const bond = bondWith(one, other.number)
    expect(bond?.familiarity).toBeGreaterThan(FRIEND_FAMILIARITY)
    expect([bond?.standing, (bond?.affection ?? 0) < 0]).toEqual(['acquainted', true])
  })

  it('fade when people do not meet, until they drift apart', () => {
    const stage = new Stage()
    const [one, other] = pair(stage, (liking) => liking > FRIEND_AFFECTION + 100)
    for (let time = 0; time < 80; time++) meet(stage.world, one, other, 'talked')
    days(stage, 3)
    expect(bondWith(one, other.number)?.standing).toBe('friends')
    days(stage, 60)
    expect(bondWith(one, other.number)?.standing).toBe('acquainted')
    expect(bondWith(other, one.number)?.standing).toBe('acquainted')
    expect(stage.world.output.facts.filter(({ type }) => type === 'drifted_apart')).toHaveLength(1)
    expect(one.experiences.at(-1)).toMatchObject({ kind: 'drifted_apart', other: other.number })
  })

  it('are a short list: the weakest makes room', () => {
    const stage = new Stage()
    const [one] = [stage.agent()]
    for (let other = 1; other <= BONDS_MAX + 5; other++) openBond(stage.world, one, other).familiarity = other * 10
    expect(one.bonds).toHaveLength(BONDS_MAX)
    expect(bondWith(one, 1)).toBeUndefined()
    expect(bondWith(one, BONDS_MAX + 5)).toBeDefined()
    expect(Math.min(...one.bonds.map(weightOf))).toBeGreaterThan(50)
  })

  it('a gift is worth more to whom it is given', () => {
    const stage = new Stage()
    const [giver, taker] = [stage.agent(), stage.agent()]
    giver.inventory[0] = 1
    stage.act(giver, { name: 'give', parameters: { agent: `a${taker.number}`, item: 'bread', quantity: 1 } })
    expect(bondWith(taker, giver.number)?.affection).toBeGreaterThan(bondWith(giver, taker.number)?.affection ?? 999)
    expect(taker.experiences.at(-1)).toMatchObject({ kind: 'was_given', other: giver.number, what: 0 })
  })
})

describe('the first morning', () => {
  const world = createWorld(tiny, 0, 1, SETTINGS)

  it('finds families in houses, and colleagues who know each other', () => {
    const families = world.residents.filter(({ bonds }) => bonds.some(({ isFamily }) => isFamily))
    expect(families.length).toBeGreaterThan(1)
    for (const { home, bonds } of families) {
      for (const { other } of bonds.filter(({ isFamily }) => isFamily))
        expect(world.byNumber.get(other)?.home).toBe(home)
    }
    expect(world.residents.some(({ bonds }) => bonds.some(({ familiarity }) => familiarity === 180))).toBe(true)
  })

  it('[DET-1] bonds and memories are part of the state', () => {
    const bytes = encodeWorld(world)
    expect(encodeWorld(decodeWorld(tiny, bytes))).toEqual(bytes)
    const [first] = world.residents
    const again = decodeWorld(tiny, bytes).residents[0]
    expect(again?.bonds).toEqual(first?.bonds)
    first?.bonds.pop()
    expect(encodeWorld(world)).not.toEqual(bytes)
  })
})
