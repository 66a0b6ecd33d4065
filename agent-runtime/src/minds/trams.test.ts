// Riding where it saves time: from which stop, to which, and when one rather walks.
import type { RoutineMap } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { batchOf, type Column, map } from '../../test/helpers.ts'
import { decide } from './routine.ts'
import { situationOf } from './situation.ts'
import { travelMinutes } from './trams.ts'

/** The office lies half a kilometre off; there is a stop near home and one near the office. */
const wide: RoutineMap = {
  ...map,
  buildings: map.buildings.map((building) => (building.id === 'coin-office' ? { ...building, x: 600 } : building)),
  places: [
    ...map.places,
    { id: 'elm-stop', kind: 'stop', x: 20, y: 10 },
    { id: 'coin-stop', kind: 'stop', x: 580, y: 10 },
  ],
  rides: [
    { from: 3, to: 4, minutes: 25 },
    { from: 4, to: 3, minutes: 25 },
  ],
}
const OUTSIDE = { building: -1, x: 10, y: 10 }

function choice(minute: number, resident: Partial<Record<Column, number>>): unknown {
  return decide(wide, batchOf(minute, { ...OUTSIDE, ...resident }), 0)?.action
}

describe('a routine mind with far to go', () => {
  it.each<[string, Partial<Record<Column, number>>, unknown]>([
    ['walks to the stop', {}, { name: 'move_to', parameters: { place: 'elm-stop' } }],
    ['rides from there', { x: 20, place: 3 }, { name: 'ride', parameters: { stop: 'coin-stop' } }],
    ['walks on from the other stop', { x: 580, place: 4 }, { name: 'move_to', parameters: { place: 'coin-office' } }],
    ['walks when it has few coins', { coins: 5 }, { name: 'move_to', parameters: { place: 'coin-office' } }],
    ['walks when the tram is full', { x: 20, place: 3, lastRefusal: 1 }, expect.objectContaining({ name: 'move_to' })],
    ['walks when it is near already', { x: 500 }, { name: 'move_to', parameters: { place: 'coin-office' } }],
  ])('%s', (_story, resident, expected) => {
    expect(choice(545, resident)).toEqual(expected)
  })

  it('sets out for work as late as the tram allows', () => {
    const minutes = (resident: Partial<Record<Column, number>>) => {
      return travelMinutes(situationOf(wide, batchOf(0, { ...OUTSIDE, ...resident }), 0), { x: 600, y: 10 })
    }
    expect(minutes({})).toBeCloseTo(10 / 8 + 25 + 20 / 8)
    expect(minutes({ coins: 0 })).toBeCloseTo(590 / 8)
    expect(choice(420, {})).not.toMatchObject({ parameters: { place: 'elm-stop' } })
    expect(choice(515, {})).toMatchObject({ parameters: { place: 'elm-stop' } })
  })
})
