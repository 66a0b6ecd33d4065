// States that an earlier version wrote are still read. [DET-4]
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { decodeWorld, encodeWorld, loadCity, parseScenario, settle, step } from '../../src/sim/index.ts'
import { fromHex } from '../../src/sim/bytes/hex.ts'
import { coinsOf } from '../../src/sim/money.ts'

const logs = new URL('../logs/', import.meta.url)
const town = loadCity(parseScenario(JSON.parse(readFileSync(new URL('town.json', logs), 'utf8'))))
/** Market at tick 2, somebody on the way to its square. */
const bytes = fromHex(readFileSync(new URL('layout-1.hex', logs), 'utf8').replaceAll('\n', ''))

it('[DET-4] a state of before the gates opened: its numbers of buildings become addresses, and it goes on', () => {
  const world = decodeWorld(town, bytes)
  const { buildings } = world.map
  expect(world.residents).toHaveLength((town.districts[1]?.scenario.residents ?? 0) + 1)
  for (const { number, home, job } of world.residents) {
    expect(buildings.map(({ address }) => address)).toContain(home)
    if (number < 1_000_000) expect([-1, ...buildings.map(({ address }) => address)]).toContain(job)
  }
  const walker = world.byNumber.get(1_000_000)
  expect(town.named[walker?.target ?? -1]?.id).toBe('market-square')
  const coins = coinsOf(world)
  for (let tick = 0; tick < 40; tick++) {
    for (let count = 0; count < 10; count++) step(world)
    settle(world, [])
  }
  expect([walker?.activity, coinsOf(world)]).toEqual(['idle', coins])
  expect(encodeWorld(decodeWorld(town, encodeWorld(world)))).toEqual(encodeWorld(world))
})
