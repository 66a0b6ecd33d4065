// Incidents beyond the border: every district knows of them, one holds them. [CMD-1]
import { must } from '@civitas/kit'
import { incidentRoles, ROUTINE_COLUMNS } from '@civitas/schema'
import { expect, it } from 'vitest'
import { observe, routineBatch } from '../../../src/sim/index.ts'
import { only } from '../stage.ts'
import { TwoDistricts } from '../two-districts.ts'
import { eventOf, ID } from './helpers.ts'

function announce(city: TwoDistricts, event = eventOf('fire', 'coin-office')): void {
  for (const district of [0, 1]) city.give(district, { kind: 'world_event', event_id: ID, event })
  city.ticks(1)
}

it('[CMD-1] both take it down, the one where it is tells of it, and both forget it when it is over', () => {
  const city = new TwoDistricts()
  const agent = city.spawn(0)
  announce(city)
  expect(city.worlds.map(({ incidents }) => incidents.length)).toEqual([1, 1])
  expect(only(city.facts, 'incident_began')).toHaveLength(1)
  const [heard] = observe(must(city.worlds[0], 'a district'), agent)?.environment.incidents ?? []
  expect(heard).toMatchObject({ district: 'market', place: 'coin-office' })
  city.ticks(5 * 180 + 2)
  expect(only(city.facts, 'incident_ended')).toHaveLength(1)
  expect(city.worlds.map(({ incidents }) => incidents.length)).toEqual([0, 0])
  expect(city.imbalance()).toBe(0)
})

it('[CMD-1] a district that was away hears of the end, or knows the hour', () => {
  const city = new TwoDistricts()
  announce(city, eventOf('festival', 'market-square', { hours: 1 }))
  city.ticks(185, () => false)
  expect(city.worlds.map(({ incidents }) => incidents.length)).toEqual([0, 0])
  city.restart()
  city.ticks(2)
  expect(city.worlds.map(({ incidents }) => incidents.length)).toEqual([0, 0])
})

it('minds are told what an incident means to them, and those on duty are asked amid what they do', () => {
  const city = new TwoDistricts()
  const [electrician, other] = [city.get(city.spawn(1)), city.get(city.spawn(1))]
  const market = must(city.worlds[1], 'market')
  for (const one of [electrician, other]) {
    one.streamed = false
    one.activity = 'waiting'
    one.leftMs = 36_000_000
  }
  const shop = market.map.buildings.find(({ kind }) => kind === 'workshop')
  electrician.job = must(shop, 'a workshop').address
  const asked = new Set<number>()
  const roles = new Set<string>()
  announce(city, eventOf('blackout', 'coin-office'))
  for (let tick = 0; tick < 6; tick++) {
    const rows = routineBatch(market)?.rows ?? new Int32Array()
    for (let at = 0; at < rows.length; at += ROUTINE_COLUMNS.length) {
      asked.add(rows[at] ?? 0)
      roles.add(incidentRoles[rows[at + ROUTINE_COLUMNS.indexOf('role')] ?? 0] ?? '')
    }
    city.ticks(1)
  }
  // One in three electricians is on call; who is not is left in peace.
  expect([...asked].every((number) => number === electrician.number)).toBe(true)
  expect([...roles].every((role) => role === 'called')).toBe(true)
})
