// No two draws move together.
import { expect, it } from 'vitest'
import { EXPERIENCES_MAX } from '../../src/sim/limits/people.ts'
import { PURPOSE } from '../../src/sim/purposes.ts'

/** Words after its own that a purpose takes as well. */
const MORE: Partial<Record<keyof typeof PURPOSE, readonly number[]>> = {
  need: [100, 200, 300],
  topic: Array.from({ length: EXPERIENCES_MAX }, (_, at) => at + 1),
}

it('each purpose of a draw has words of its own', () => {
  const words = Object.entries(PURPOSE).flatMap(([name, word]) => {
    return [word, ...(MORE[name as keyof typeof PURPOSE] ?? []).map((more) => word + more)]
  })
  expect(new Set(words).size).toBe(words.length)
})
