import { expect, test } from 'vitest'
import { actionIdOf, actionIdOfDayBefore } from './action-id.ts'

const LATE_MS = Date.UTC(2030, 0, 1, 23, 59)
const EARLY_MS = Date.UTC(2030, 0, 2, 0, 1)

test('[ACT-7] the id is the hash of agent, key and UTC day, the same on every gateway', () => {
  expect(actionIdOf('a1000000', 'once', LATE_MS)).toBe(actionIdOf('a1000000', 'once', LATE_MS - 80_000_000))
  expect(actionIdOf('a1000000', 'once', LATE_MS)).toMatch(/^act_[\w-]{22}$/)
  const others = [
    actionIdOf('a1000001', 'once', LATE_MS),
    actionIdOf('a1000000', 'twice', LATE_MS),
    actionIdOf('a1000000', 'once', EARLY_MS),
  ]
  for (const other of others) expect(other).not.toBe(actionIdOf('a1000000', 'once', LATE_MS))
})

test("[ACT-7] after midnight the day before's id is still known", () => {
  expect(actionIdOfDayBefore('a1', 'once', EARLY_MS)).toBe(actionIdOf('a1', 'once', LATE_MS))
})
