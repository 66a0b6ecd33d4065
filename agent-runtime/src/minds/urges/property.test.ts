// Land of one's own: bought, supplied and built on, in free time and by daylight.
import { lotTasks, renderWords, type RoutineDecision, type SimAction, weathers } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { batchOf, type Column, map } from '../../../test/helpers.ts'
import { lexiconOf, packDecisions, unpackDecisions } from '../../pool/decision-columns.ts'
import { situationOf } from '../situation.ts'
import { tendLand } from './property.ts'

/** The tavern's place stands for the lot, the kiosk for the shop with planks. */
const LOT = 5
const SHOP = 3
const TASK = {
  claim: lotTasks.indexOf('claim'),
  fetchPlanks: lotTasks.indexOf('fetch_planks'),
  build: lotTasks.indexOf('build'),
  layOut: lotTasks.indexOf('lay_out'),
  name: lotTasks.indexOf('name'),
  offer: lotTasks.indexOf('offer'),
}
const NAMES = { get: () => 'Jana Novak' }
const free = { work: -1, shiftFrom: -1, building: -1, x: 60, y: 60, coins: 80, lot: LOT }

/** Of so many residents, what each does. */
function doings(more: Partial<Record<Column, number>>, minute = 700): (string | undefined)[] {
  return Array.from({ length: 40 }, (_, at) => {
    const situation = situationOf(map, batchOf(minute, { ...free, ...more, resident: at + 1 }), 0)
    return tendLand(situation)?.name
  })
}

describe('builders', () => {
  const YARD = 1

  it('are hired in their house by some, once there is enough for them', () => {
    const names = (more: Partial<Record<Column, number>>) => doings({ lotTask: TASK.layOut, ...more })
    const enough = { lotBuilders: YARD, x: 90, y: 60 }
    const on = names(enough)
    expect(on.filter((name) => name === 'move_to').length).toBeGreaterThan(5)
    expect(on.filter((name) => name === 'build').length).toBeGreaterThan(5)
    const inside = batchOf(700, {
      ...free,
      lotTask: TASK.layOut,
      lotBuilders: YARD,
      building: YARD,
      resident: on.indexOf('move_to') + 1,
    })
    const order = tendLand(situationOf(map, inside, 0))
    expect(order).toMatchObject({ name: 'build', parameters: { builders: map.buildings[YARD]?.id } })
  })

  it('are saved for by these, who lay nothing out themselves', () => {
    const alone = doings({ lotTask: TASK.layOut, x: 90, y: 60 })
    const hired = doings({ lotTask: TASK.layOut, lotBuilders: YARD, x: 90, y: 60 })
    expect(alone.map((name) => name === undefined)).toEqual(hired.map((name) => name === 'move_to'))
  })
})

describe('land of who owes', () => {
  it('is offered at the price that is told, from wherever its owner is', () => {
    const row = batchOf(700, { ...free, lotTask: TASK.offer, lotPieces: 160 })
    const offer: SimAction = { name: 'manage_plot', parameters: { plot: 'drum-tavern', price: 160 } }
    expect(tendLand(situationOf(map, row, 0))).toEqual(offer)
    const lexicon = lexiconOf(map)
    const decisions: RoutineDecision[] = [{ resident: 7, action: offer }]
    expect(unpackDecisions(lexicon, packDecisions(lexicon, decisions))).toEqual(decisions)
  })
})

describe('what stands on a plot', () => {
  const named = (resident: number, more: Partial<Record<Column, number>> = {}) => {
    const row = batchOf(700, { ...free, lotTask: TASK.name, resident, ...more })
    const action = tendLand(situationOf(map, row, 0))
    return action?.name === 'name_plot' ? renderWords(action.parameters.words, NAMES) : action?.name
  }

  it('is named by whoever built it, from wherever that is, and not alike by all', () => {
    const names = new Set(Array.from({ length: 60 }, (_, at) => named(at + 1)))
    expect(names.size).toBeGreaterThan(8)
    for (const name of names) expect(name).toMatch(/^[A-Z][A-Za-z&' ]{4,39}$/)
    expect(named(7)).toBe(named(7, { x: 10, y: 10, coins: 3 }))
  })

  it('has the name of a shop when it is one', () => {
    const shops = new Set(Array.from({ length: 60 }, (_, at) => named(at + 1, { lot: SHOP })))
    expect(shops).toContain("Novak's Kiosk")
    expect(shops).not.toContain('Rose Cottage')
  })
})

describe('land', () => {
  it('is bought by some families, who walk there first', () => {
    const far = doings({ lotTask: TASK.claim })
    expect(far.filter((name) => name === 'move_to').length).toBeGreaterThan(5)
    expect(far.filter((name) => name === undefined).length).toBeGreaterThan(5)
    expect(doings({ lotTask: TASK.claim, x: 90, y: 60 })).toContain('claim_plot')
  })

  it('gets its materials from the shop, and is built on', () => {
    expect(new Set(doings({ lotTask: TASK.fetchPlanks, lotShop: SHOP, lotPieces: 4 }))).toEqual(new Set(['move_to']))
    const inside = { lotTask: TASK.fetchPlanks, lotShop: SHOP, lotPieces: 4, building: SHOP }
    expect(new Set(doings(inside))).toEqual(new Set(['buy']))
    expect(new Set(doings({ lotTask: TASK.build, x: 90, y: 60 }))).toEqual(new Set(['build']))
    expect(new Set(doings({ lotTask: TASK.build, building: SHOP }))).toEqual(new Set(['leave']))
  })

  it('waits for daylight, for free time, and after a refusal', () => {
    expect(new Set(doings({ lotTask: TASK.build }, 200))).toEqual(new Set([undefined]))
    expect(new Set(doings({ lotTask: TASK.build, work: 1, shiftFrom: 540, shiftTo: 1_020 }))).toEqual(
      new Set([undefined]),
    )
    expect(new Set(doings({ lotTask: TASK.build, lastRefusal: 1 }))).toEqual(new Set([undefined]))
  })

  it('is built on by who has the strength, under a friendly sky, no longer than it lasts', () => {
    const there = { lotTask: TASK.build, x: 90, y: 60 }
    expect(new Set(doings({ ...there, energy: 3_000 }))).toEqual(new Set([undefined]))
    expect(new Set(doings({ lotTask: TASK.build, energy: 3_000, building: SHOP }))).toEqual(new Set([undefined]))
    const storm = { ...batchOf(700, { ...free, ...there }), weather: weathers.indexOf('storm') }
    expect(tendLand(situationOf(map, storm, 0))).toBeUndefined()
    const tired = batchOf(700, { ...free, ...there, energy: 3_200 })
    expect(tendLand(situationOf(map, tired, 0))?.parameters).toMatchObject({ minutes: 50 })
  })
})
