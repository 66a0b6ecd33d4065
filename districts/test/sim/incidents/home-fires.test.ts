// A fire where people live: out they run, neighbours take them in, and they are back when it is mended.
import { ROUTINE_COLUMNS, type RoutineBatch } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { routineBatch, routineMap } from '../../../src/sim/index.ts'
import { HOME_REPAIR_MS, MINUTE_MS } from '../../../src/sim/limits.ts'
import { roleOf } from '../../../src/sim/incidents/role.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import { only, Stage } from '../stage.ts'
import { begin, eventOf, noon, running, work } from './helpers.ts'

const HOME = 'heron-house'
/** In the same neighborhood, and in another one. */
const NEXT_DOOR = 'reed-house'
const FAR_OFF = 'hill-house'
const fire = eventOf('fire', HOME)
const enter = { name: 'enter', parameters: {} } as const
const rest = { name: 'rest', parameters: { minutes: 120 } } as const

function tenant(stage: Stage, where: { at?: string; inside?: string }, streamed = true): Resident {
  const resident = stage.agent({ ...where, streamed })
  resident.home = stage.named(HOME).address
  return resident
}

/** The column `home` of every row, in order. */
function homesIn({ rows }: RoutineBatch): number[] {
  const at = ROUTINE_COLUMNS.indexOf('home')
  return Array.from({ length: rows.length / ROUTINE_COLUMNS.length }, (_, row) => {
    return rows[row * ROUTINE_COLUMNS.length + at] ?? -1
  })
}

describe('a fire in a home', () => {
  it('drives out those who live there, asleep or awake, and keeps them out until it is mended', () => {
    const stage = noon()
    const family = Array.from({ length: 6 }, () => tenant(stage, { inside: HOME }))
    stage.settle(family.map((one) => [one, rest]))
    expect(only(begin(stage, fire).facts, 'incident_began')).toHaveLength(1)
    const out = family.filter(({ building }) => building < 0)
    expect(out.length).toBeGreaterThanOrEqual(3)
    expect(out.every(({ activity }) => activity === 'idle')).toBe(true)
    const [one] = out as [Resident]
    expect(stage.act(one, enter).code).toBe('closed')
    stage.run(5 * 60)
    expect(family.every(({ building }) => building < 0)).toBe(true)
    expect(stage.act(one, enter).code).toBe('closed')
    stage.run(HOME_REPAIR_MS / MINUTE_MS)
    stage.put(one, HOME)
    expect(stage.act(one, enter).status).toBe('accepted')
    expect(stage.act(one, rest).status).toBe('accepted')
    expect(one.activity).toBe('sleeping')
  })

  it('opens the doors of the neighbours to them, of nobody else, and for no longer than needed', () => {
    const stage = noon()
    const [guest, stranger] = [tenant(stage, { at: NEXT_DOOR }), stage.agent({ at: NEXT_DOOR })]
    expect(stage.act(guest, enter).code).toBe('private_home')
    begin(stage, fire)
    expect(stage.act(stranger, enter).code).toBe('private_home')
    const other = tenant(stage, { at: FAR_OFF })
    expect(stage.act(other, enter).code).toBe('private_home')
    expect(stage.act(guest, enter).status).toBe('accepted')
    expect(stage.act(guest, rest).status).toBe('accepted')
    expect(guest.activity).toBe('sleeping')
    stage.run(5 * 60 + HOME_REPAIR_MS / MINUTE_MS)
    expect(stage.act(guest, rest).code).toBe('not_a_resting_place')
  })

  it('has built-in residents live with one neighbour meanwhile, all of a house with the same, and then at home again', () => {
    const stage = noon()
    for (let count = 0; count < 4; count++) tenant(stage, { at: 'willow-bench' }, false)
    const homes = () => {
      const told: number[] = []
      for (let tick = 0; tick < 20; tick++) {
        stage.tick()
        const batch = routineBatch(stage.world)
        if (batch) told.push(...homesIn(batch))
      }
      return new Set(told.map((index) => routineMap(stage.world).buildings[index]?.id))
    }
    expect([...homes()]).toEqual([HOME])
    begin(stage, fire)
    const [host, ...others] = homes()
    expect(others).toEqual([])
    expect(host).not.toBe(HOME)
    expect(stage.building(host ?? '').building.homes).toBeGreaterThan(0)
    stage.run(5 * 60 + HOME_REPAIR_MS / MINUTE_MS)
    expect([...homes()]).toEqual([HOME])
  })

  it('is fought by those who live there and by whoever comes, and is out sooner for it', () => {
    const stage = noon()
    const [owner, neighbour] = [tenant(stage, { at: HOME }), stage.agent({ at: HOME })]
    begin(stage, fire)
    expect(roleOf(stage.world, owner, running(stage))).toBe('volunteer')
    stage.settle([
      [owner, work()],
      [neighbour, work()],
    ])
    const told = stage.run(120)
    expect(only(told, 'incident_joined')).toHaveLength(2)
    expect(only(told, 'incident_ended')).toMatchObject([{ kind: 'fire', place: HOME, how: 'helped' }])
  })
})
