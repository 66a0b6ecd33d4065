import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { STORAGE_PATH, storagePage } from './storage.ts'

test('the table of the storage is the one that the store goes by (npm run docs)', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', STORAGE_PATH), 'utf8')
  expect(page).toBe(storagePage(page))
  expect(page).toContain('| `journal` |')
})
