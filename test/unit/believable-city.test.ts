// A whole day of the shipped city under its built-in minds: do people sleep, work, eat and talk as people do?
import { must } from '@civitas/kit'
import type { Fact } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { type SettleResult, summary, type World } from '../../districts/src/sim/index.ts'
import { loadScenario, lockstep } from '../helpers/lockstep.ts'

/** City seconds of a tick are 20: a day is 4,320 ticks. */
const TICKS_PER_DAY = 4_320
const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
/** An answer comes within this many ticks. */
const ANSWER_TICKS = 30

/** What a day looked like, from outside. */
interface Diary {
  residents: number
  asleepAtHomeAtThree: number
  shiftTicks: number
  workedTicks: number
  /** Ticks that somebody who could pay for a meal spent with an empty stomach. */
  starvedTicks: number
  /** Ticks after which wallets, tills and treasury did not add up. */
  ticksWithWrongSum: number
  /** Kinds of activity of the resident who did least. */
  fewestKinds: number
  said: number
  answered: number
  speakers: number
  fainted: number
  /** Times that somebody went over the bridge. */
  crossed: number
  refusedOf: { decisions: number; refused: number }
}

const city = loadScenario('tiny')
const cheapestMeal = Math.min(...city.districts.flatMap((map) => map.scenario.buildings.flatMap(mealPrices)))

describe.each([1, 2, 3])('a day in the life of the city, seed %i', (seed) => {
  it('on both banks', () => {
    const diary = liveOneDay(seed)
    expect(diary.crossed).toBeGreaterThan(10)
    expect(diary.asleepAtHomeAtThree / diary.residents).toBeGreaterThanOrEqual(0.9)
    expect(diary.workedTicks / diary.shiftTicks).toBeGreaterThanOrEqual(0.7)
    expect(diary.starvedTicks).toBe(0)
    expect(diary.fainted).toBe(0)
    expect(diary.ticksWithWrongSum).toBe(0)
    expect(diary.fewestKinds).toBeGreaterThanOrEqual(5)
    expect(diary.said).toBeGreaterThan(4 * diary.residents)
    expect(diary.answered / diary.said).toBeGreaterThan(0.25)
    expect(diary.speakers).toBe(diary.residents)
    expect(diary.refusedOf.refused / diary.refusedOf.decisions).toBeLessThan(0.02)
  })
})

function liveOneDay(seed: number): Diary {
  const { worlds, tick } = lockstep(city, seed)
  const coinsOf = () => worlds.reduce((sum, world) => sum + summary(world).coins, 0)
  const coins = coinsOf()
  const talk = listener()
  const everybody = worlds.flatMap(({ residents }) => residents)
  const kinds = new Map<number, Set<string>>(everybody.map(({ number }) => [number, new Set()]))
  const diary = emptyDiary(everybody.length)
  for (let n = 0; n < TICKS_PER_DAY; n++) {
    let asleep = 0
    for (const { world, decisions, result } of tick()) {
      talk.hear(result.facts, world.tick)
      countResult(diary, result, decisions.length)
      for (const resident of world.residents) must(kinds.get(resident.number), 'a resident').add(resident.activity)
      countWork(diary, world)
      countStarving(diary, world)
      asleep += asleepAtHome(world)
    }
    if (coinsOf() !== coins + talk.minted()) diary.ticksWithWrongSum += 1
    if (minuteOfDay(must(worlds[0], 'a district')) === 180) diary.asleepAtHomeAtThree = asleep
  }
  const fewestKinds = Math.min(...[...kinds.values()].map(({ size }) => size))
  return { ...diary, ...talk.heard(), fewestKinds }
}

function countResult(diary: Diary, { facts, outcomes, commandsOut }: SettleResult, decisions: number): void {
  diary.fainted += facts.filter(({ type }) => type === 'fainted').length
  diary.crossed += commandsOut.filter(({ command }) => command.kind === 'arrive').length
  diary.refusedOf.decisions += decisions
  diary.refusedOf.refused += outcomes.filter(({ status }) => status === 'refused').length
}

function emptyDiary(residents: number): Diary {
  const nothing = { asleepAtHomeAtThree: 0, shiftTicks: 0, workedTicks: 0, starvedTicks: 0, ticksWithWrongSum: 0 }
  const silence = { fewestKinds: 0, said: 0, answered: 0, speakers: 0, fainted: 0, crossed: 0 }
  return { residents, ...nothing, ...silence, refusedOf: { decisions: 0, refused: 0 } }
}

function countWork(diary: Diary, world: World): void {
  const minute = minuteOfDay(world)
  for (const { job, activity } of world.residents) {
    const workplace = city.named[job]
    if (!workplace || !('shiftFrom' in workplace) || minute < workplace.shiftFrom || minute >= workplace.shiftTo)
      continue
    diary.shiftTicks += 1
    if (activity === 'working') diary.workedTicks += 1
  }
}

/** Each district has a kiosk that never closes: there is always an open shop in reach. */
function countStarving(diary: Diary, world: World): void {
  for (const { hunger, coins } of world.residents) if (hunger === 0 && coins >= cheapestMeal) diary.starvedTicks += 1
}

function asleepAtHome({ map, residents }: World): number {
  return residents.filter(
    ({ activity, building, home }) => activity === 'sleeping' && building >= 0 && building + map.firstAddress === home,
  ).length
}

/** Counts what is said, and what answers something: said to whom spoke to the speaker a moment ago. */
function listener() {
  const lastSaid = new Map<string, number>()
  const speakers = new Set<string>()
  let said = 0
  let answered = 0
  let minted = 0
  const hear = (facts: readonly Fact[], tick: number) => {
    for (const fact of facts) {
      if (fact.type === 'money_minted') minted += fact.coins
      if (fact.type !== 'said' || !('args' in fact.words)) continue
      const [to = ''] = fact.words.args
      const heardTick = lastSaid.get(`${to} ${fact.agent_id}`)
      if (heardTick !== undefined && tick - heardTick <= ANSWER_TICKS) answered += 1
      lastSaid.set(`${fact.agent_id} ${to}`, tick)
      speakers.add(fact.agent_id)
      said += 1
    }
  }
  return { hear, heard: () => ({ said, answered, speakers: speakers.size }), minted: () => minted }
}

function minuteOfDay(world: World): number {
  return Math.trunc((world.cityMs % DAY_MS) / MINUTE_MS)
}

function mealPrices({ sells }: (typeof city.districts)[number]['scenario']['buildings'][number]): number[] {
  return sells.filter(({ item }) => (city.itemById.get(item)?.filling ?? 0) >= 30).map(({ price }) => price)
}
