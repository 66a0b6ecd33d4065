// What lies in columns is still everybody's own: through departures, and back from bytes.
import { describe, expect, it } from 'vitest'
import { createWorld, decodeWorld, encodeWorld, settle } from '../../src/sim/index.ts'
import { columnsOf } from '../../src/sim/columns.ts'
import { UNKNOWN } from '../../src/sim/people/bodies.ts'
import type { Resident } from '../../src/sim/people/resident.ts'
import { minuteOf, noteInvitation } from '../../src/sim/society/appointments.ts'
import { hearFrom, remarkOf } from '../../src/sim/society/conversation.ts'
import { addResident, removeResident, type World } from '../../src/sim/world.ts'
import { SETTINGS, Stage, tiny } from './stage.ts'

const COUNT = 200

/** Everybody differs in everything. */
function crowd(): World {
  const { world } = new Stage()
  for (let number = 1; number <= COUNT; number++) {
    const one = addResident(world, number, world.map.spawnNode)
    one.energy = number
    // More than four bytes hold.
    one.wageRest = 3e9 + number
    one.activity = number % 2 === 0 ? 'sleeping' : 'waiting'
    speakAndPromise(world, one)
  }
  return world
}

function speakAndPromise(world: World, one: Resident): void {
  const { number } = one
  if (number % 3 === 0) hearFrom(world, one, number + 1, remarkOf(world, undefined))
  if (number % 5 === 0) noteInvitation(one, { with: 1, place: 3, due: minuteOf(world) + number, isMine: true })
}

function expectOwn(one: Resident): void {
  const { number, energy, wageRest, activity } = one
  expect({ energy, wageRest, activity }).toEqual({
    energy: number,
    wageRest: 3e9 + number,
    activity: number % 2 === 0 ? 'sleeping' : 'waiting',
  })
}

/** The rows as the systems see them, without what is left over behind them. */
function rowsOf({ bodies }: World): number[][] {
  return columnsOf(bodies).map((column) => [...column.subarray(0, bodies.count)])
}

describe('bodies in columns', () => {
  it('stay with whom they belong to when others leave, and with who left', () => {
    const world = crowd()
    const gone = world.residents.filter(({ number }) => number % 7 === 0 || number > COUNT - 3)
    for (const one of gone) removeResident(world, one)
    expect(world.bodies.count).toBe(COUNT - gone.length)
    for (const one of [...world.residents, ...gone]) expectOwn(one)
    for (const one of gone) one.energy = 0
    for (const one of world.residents) expectOwn(one)
  })

  it('begin anew in a row that somebody has left', () => {
    const { world } = new Stage()
    addResident(world, 1, 0)
    const untouched = rowsOf(world)
    const one = addResident(world, 2, 0)
    hearFrom(world, one, 9, remarkOf(world, undefined))
    noteInvitation(one, { with: 9, place: 3, due: 5, isMine: true })
    Object.assign(one, { activity: 'working', building: 2, target: 4, energy: 0, hurtMs: 5, spokeTick: 6, leftMs: 7 })
    removeResident(world, one)
    expect(rowsOf(world)).toEqual(untouched)
    addResident(world, 1, 0)
    expect(rowsOf(world).map(([, second]) => second)).toEqual(untouched.map(([first]) => first))
  })

  it('come back from bytes with all that is worked out from the rest', () => {
    const world = crowd()
    const recovered = decodeWorld(tiny, encodeWorld(world))
    expect(rowsOf(recovered)).toEqual(rowsOf(world))
  })

  it('know the worth of a trade for one stretch of work, and ask again for the next', () => {
    const world = createWorld(tiny, 0, 1, SETTINGS)
    const hand = world.residents.find(({ job }) => world.map.indexOf.has(job))
    if (!hand) throw new Error('nobody has a job')
    const building = world.map.indexOf.get(hand.job) ?? -1
    const trade = world.map.buildings[building]?.trade ?? -1
    const earnedIn = (level: number) => {
      hand.skills[trade] = level
      Object.assign(hand, { activity: 'working', building, leftMs: 1e8, wageRest: 0 })
      settle(world, [])
      return hand.wageRest
    }
    const unskilled = earnedIn(0)
    expect(unskilled).toBeGreaterThan(0)
    expect(earnedIn(5_000_000)).toBeGreaterThan(unskilled)
    expect(world.bodies.bonus[hand.slot]).not.toBe(UNKNOWN)
  })
})
