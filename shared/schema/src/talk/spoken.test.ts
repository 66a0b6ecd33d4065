import { describe, expect, it } from 'vitest'
import { renderWords } from '../templates.ts'
import { experienceKinds, newsworthy } from '../world/experience.ts'
import { meansSchema } from './means.ts'
import { meansOf, partCounts, type Spoken, spokenOf, type SubjectName, subjectNames, wordsOf } from './spoken.ts'

const names = new Map([
  ['a7', 'Ines Brandt'],
  ['a8', 'Bruno Wilde'],
  ['a9', 'Ada Kern'],
  ['bakery-3', 'Old Oven'],
  ['fish-soup', 'Fish Soup'],
])
const full = {
  listener: 'a7',
  person: 'a8',
  other: 'a9',
  place: 'bakery-3',
  item: 'fish-soup',
  when: 'today',
  number: 5,
} as const

function spoken(subject: SubjectName, parts: readonly [number, number, number] = [0, 0, 0]): Spoken {
  return { subject, parts, ...full }
}

describe('the grammar of talk', () => {
  it.each(subjectNames)('makes whole sentences of %s, whatever the parts', (subject) => {
    const [openings, bodies, closings] = partCounts(subject)
    for (let at = 0; at < openings * bodies * closings; at++) {
      const parts = [at % openings, Math.trunc(at / openings) % bodies, Math.trunc(at / (openings * bodies))] as const
      const sentence = renderWords(wordsOf(spoken(subject, parts)), names)
      expect(sentence).toMatch(/^\p{Lu}[^{}…]{4,170}[.!?]$/u)
      expect(sentence, 'goods have no names of their own').not.toContain('Fish Soup')
      expect(sentence).not.toMatch(/undefined|[ ,.]{3}|[.!?] \p{Ll}| ,/u)
    }
  })

  it('has thousands of sentences, and hundreds on each common subject', () => {
    const counts = subjectNames.map((subject) => partCounts(subject).reduce((product, count) => product * count, 1))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20_000)
    expect(partCounts('recount_ate').reduce((product, count) => product * count, 1)).toBeGreaterThan(500)
  })

  it('is read back from the words', () => {
    for (const subject of subjectNames)
      expect(spokenOf(wordsOf(spoken(subject, [0, 1, 0])))).toEqual(spoken(subject, [0, 1, 0]))
    expect(spokenOf({ template: 'morning.3', args: ['a7'] })).toBeUndefined()
    expect(spokenOf({ text_id: 't_1' })).toBeUndefined()
  })

  it('shows an ellipsis for parts that it does not have', () => {
    expect(renderWords({ template: 'greet_morning.99.0.0', args: ['a7'] }, names)).toBe('…')
    expect(renderWords({ template: 'toString.0.0.0', args: [] }, names)).toBe('…')
  })

  it('has a subject for each kind of experience, and for each kind of news', () => {
    for (const kind of experienceKinds) expect(subjectNames).toContain(`recount_${kind}`)
    for (const kind of newsworthy) expect(subjectNames).toContain(`gossip_${kind}`)
  })

  it('means what it says: claims name what happened, small talk claims nothing', () => {
    for (const subject of subjectNames) {
      const means = meansOf(spoken(subject))
      if (means) expect(meansSchema.parse(means)).toEqual(means)
      expect(/^(recount|gossip|same)_/.test(subject)).toBe(means?.kind === 'recount' || means?.kind === 'gossip')
    }
    expect(meansOf(spoken('gossip_quarrelled'))).toMatchObject({ about: 'a8', other: 'a9', what: 'quarrelled' })
  })
})
