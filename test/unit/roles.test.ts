import { expect, it } from 'vitest'
import { rolesOf } from '../../roles.ts'

const SHARED = { MQTT_URL: 'mqtt://b', DATABASE_URL: 'postgres://d', CIVITAS_MASTER_KEY: 'k' }

it('a process runs all of the city, or the parts that it is told to', () => {
  expect(rolesOf('all', {})).toMatchObject({ cluster: false, list: { length: 4 } })
  expect(rolesOf('gateway', SHARED)).toEqual({ cluster: true, list: ['gateway'] })
  expect(rolesOf('agents, district', SHARED)).toEqual({ cluster: true, list: ['district', 'agents'] })
})

it.each([
  ['mayor', SHARED, /^CIVITAS_ROLES: "mayor" is no role/],
  ['district', SHARED, /^CIVITAS_ROLES: built-in minds live with their districts/],
  ['gateway', { ...SHARED, MQTT_URL: undefined }, /^MQTT_URL: must be set with CIVITAS_ROLES=gateway/],
  ['gateway', { ...SHARED, DATABASE_URL: '' }, /^DATABASE_URL: must be set/],
  ['orchestrator', { ...SHARED, CIVITAS_MASTER_KEY: undefined }, /^CIVITAS_MASTER_KEY: must be set/],
])('names what is wrong or missing: %s %o', (text, environment, message) => {
  expect(() => rolesOf(text, environment)).toThrow(message)
})
