// Reads docs/protocol/refusals.md: its rows are the expectations of the refusal tests.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Refusal {
  id: string
  input: string
  answer: string
  test: string
}

const PAGE = join(import.meta.dirname, '../../docs/protocol/refusals.md')

/** Every row of the page, in order. */
export function readRefusals(): Refusal[] {
  const rows = readFileSync(PAGE, 'utf8').matchAll(/^\| (R\d+) \| (.+?) \| (.+?) \| (.+?) \|$/gm)
  return [...rows].map(([, ...cells]) => {
    const [id = '', input = '', answer = '', test = ''] = cells.map((cell) => cell.trim())
    return { id, input, answer, test }
  })
}

/** The row with this id; throws when the page has none. */
export function refusal(id: string): Refusal {
  const row = readRefusals().find((candidate) => candidate.id === id)
  if (!row) throw new Error(`docs/protocol/refusals.md has no row ${id}`)
  return row
}

/** How the page writes a REST answer: the status, and the code of a problem document. */
export async function written(answer: Response): Promise<string> {
  if (answer.ok) return `HTTP ${answer.status}`
  const problem = (await answer.json()) as { code?: string }
  return `HTTP ${answer.status} ${problem.code}`
}
