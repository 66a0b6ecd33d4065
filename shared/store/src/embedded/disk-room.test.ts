import { expect, test } from 'vitest'
import { diskProblem, writes } from './disk-room.ts'

test('only what writes needs room on the disk', () => {
  expect(writes({ sql: '\n  select tick from heads' })).toBe(false)
  expect(writes({ sql: 'insert into heads values (1)' })).toBe(true)
  expect(writes({ sql: ' UPDATE leases set token = 1' })).toBe(true)
  expect(writes({ sql: 'selection' })).toBe(true)
  // There is no such directory: a read does not even look.
  expect(diskProblem('/nowhere/at/all', [{ sql: 'select 1' }])).toBeUndefined()
  expect(() => diskProblem('/nowhere/at/all', [{ sql: 'delete from heads' }])).toThrow(/ENOENT/)
})
