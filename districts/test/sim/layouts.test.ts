// States and arrivals that an earlier version wrote are still read. [DET-4, HND]
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, loadCity, parseScenario, settle, step, type World } from '../../src/sim/index.ts'
import { fromHex } from '../../src/sim/bytes/hex.ts'
import { coinsOf } from '../../src/sim/money.ts'
import { createEmptyWorld } from '../../src/sim/world.ts'

const logs = new URL('../logs/', import.meta.url)
const town = loadCity(parseScenario(JSON.parse(readFileSync(new URL('town.json', logs), 'utf8'))))
const AGENT = 1_000_000

/** Market at tick 2: of layout 1 with somebody on the way to its square, of all others with somebody on the way over the border, of layouts 4 and 5 with a kiosk that it has built. */
function stateOf(layout: number): Uint8Array {
  return fromHex(hex(`layout-${layout}`))
}

function hex(name: string): string {
  return readFileSync(new URL(`${name}.hex`, logs), 'utf8').replaceAll('\n', '')
}

function run(world: World, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) {
    for (let count = 0; count < 10; count++) step(world)
    settle(world, [])
  }
}

describe.each([1, 2, 3, 4, 5])('a state in layout %i', (layout) => {
  it('[DET-4] is read, goes on, and is written anew with the same coins', () => {
    const world = decodeWorld(town, stateOf(layout))
    expect(world.residents).toHaveLength((town.districts[1]?.scenario.residents ?? 0) + 1)
    const coins = coinsOf(world)
    run(world, 40)
    expect(coinsOf(world)).toBe(coins)
    expect(encodeWorld(decodeWorld(town, encodeWorld(world)))).toEqual(encodeWorld(world))
  })
})

it('[DET-4] numbers of buildings of before the gates opened become addresses', () => {
  const world = decodeWorld(town, stateOf(1))
  const { buildings } = world.map
  for (const { number, home, job } of world.residents) {
    expect(buildings.map(({ address }) => address)).toContain(home)
    if (number < AGENT) expect([-1, ...buildings.map(({ address }) => address)]).toContain(job)
  }
  const walker = world.byNumber.get(AGENT)
  expect(town.named[walker?.target ?? -1]?.id).toBe('market-square')
  run(world, 40)
  expect(walker?.activity).toBe('idle')
})

it('[DET-4] what was not known before begins empty: prices as the scenario says, nobody owns land or has learned', () => {
  const world = decodeWorld(town, stateOf(2))
  world.map.buildings.forEach(({ shelves }, index) => {
    expect(world.buildings[index]?.prices).toEqual(shelves.map(({ price }) => price))
  })
  expect(world.plotOwners).toEqual(world.map.plots.map(() => 0))
  expect(world.byNumber.get(AGENT)).toMatchObject({ activity: 'walking', coins: 100, plots: [], skills: [0, 0, 0, 0] })
  expect(world.departed.get(AGENT + 1)).toEqual({ district: 0, epoch: 3 })
})

it('[DET-4] of before there was weather, the sky is clear', () => {
  const world = decodeWorld(town, stateOf(3))
  expect([world.weather, world.weatherTick]).toEqual(['clear', 0])
})

it('[DET-4] nobody knew or remembered anybody before layout 4', () => {
  const world = decodeWorld(town, stateOf(3))
  expect(world.byNumber.get(AGENT)).toMatchObject({ activity: 'walking', bonds: [], experiences: [] })
})

it('[DET-4] a kiosk of before built firms had wants and hands is one of today, which the next district hears of', () => {
  const world = decodeWorld(town, stateOf(4))
  const kiosk = world.map.buildings.find(({ kind, plot }) => plot && kind === 'kiosk')
  expect(kiosk).toMatchObject({ isBuilt: true, jobs: 1 })
  for (let count = 0; count < 10; count++) step(world)
  const { commandsOut } = settle(world, [])
  expect(commandsOut.filter(({ command }) => command.kind === 'built')).toMatchObject([
    { district: 'old-town', command: { plot: kiosk?.id, work: 'kiosk' } },
  ])
})

it('[DET-4] nobody could hire builders before layout 6', () => {
  const { sites } = decodeWorld(town, stateOf(5))
  expect(sites.map((site) => site?.contract)).toEqual(sites.map(() => undefined))
})

it('[HND] somebody who set out under an earlier version arrives', () => {
  const world = createEmptyWorld(town, 0, 1, { tickMs: 1000, clockRate: 20 })
  const arrival = { kind: 'arrive', resident: AGENT, epoch: 1, from: town.districts[1]?.id ?? '', gate: 0 } as const
  const command = { ...arrival, record: hex('layout-2-arrival'), coins: 100 }
  settle(world, [{ type: 'command', id: 'arrive-1', command }])
  expect(world.byNumber.get(AGENT)).toMatchObject({ epoch: 1, coins: 100, activity: 'walking', plots: [] })
})
