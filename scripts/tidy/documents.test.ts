// Documents with the faults that must be caught.
import { expect, it } from 'vitest'
import { brokenLinks, takenNames, unknownRules } from './documents.ts'

it('a link that leads nowhere is caught', () => {
  const text = '[a](b.md) [c](../d.md#part) [e](https://example.org/f) [g](#h)'
  const document = { path: 'docs/protocol/x.md', text }
  expect(brokenLinks([document], () => false)).toHaveLength(2)
  expect(brokenLinks([document], (path) => ['docs/protocol/b.md', 'docs/d.md'].includes(path))).toEqual([])
})

it('a copy over a file that is there, or of one that is not, is caught', () => {
  const document = { path: 'GUIDE.md', text: '3. Copy `sim/actions/wait.ts` to `bow.ts`, register it.' }
  const among = (...paths: string[]) => takenNames([document], (path) => paths.includes(path))
  expect(among('sim/actions/wait.ts')).toEqual([])
  expect(among('sim/actions/wait.ts', 'sim/actions/bow.ts')).toHaveLength(1)
  expect(among()).toHaveLength(1)
})

it('a cited rule that is not defined is caught', () => {
  const rule = (number: number) => `[ABC-${number}]`
  const protocol = [{ path: 'docs/protocol/abc.md', text: '- **ABC-1** Something.' }]
  expect(unknownRules([{ path: 'a.ts', text: `// ${rule(1)} ${rule(2)}` }], protocol)).toHaveLength(1)
  expect(unknownRules([{ path: 'a.ts', text: `// ${rule(1)}` }], protocol)).toEqual([])
})
