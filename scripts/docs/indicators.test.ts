import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { INDICATORS_PATH, indicatorsPage } from './indicators.ts'

test('the page of the indicators is the one that the gateway goes by (npm run docs)', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', INDICATORS_PATH), 'utf8')
  expect(page).toBe(indicatorsPage())
  expect(page).toContain('| `employment` | % |')
})
