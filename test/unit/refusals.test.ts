import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readRefusals } from '../helpers/refusals.ts'

const FOLDER = join(import.meta.dirname, '../process')

/** Id and name of every test that cites a row: `it('[R07] limits …'`. */
function citedRows(): string[] {
  const files = readdirSync(FOLDER).filter((file) => file.startsWith('refusals-'))
  const sources = files.map((file) => readFileSync(join(FOLDER, file), 'utf8'))
  return sources.flatMap((source) =>
    [...source.matchAll(/\bit\(\s*(['"])\[(R\d+)\] (.+?)\1,/g)].map((hit) => `${hit[2]} ${hit[3]}`),
  )
}

it('[ACT-8] every row of the refusals page has its test, and every such test its row', () => {
  const rows = readRefusals().map(({ id, test }) => `${id} ${test}`)
  expect(rows.length).toBeGreaterThan(25)
  expect(citedRows().toSorted()).toEqual(rows.toSorted())
})
