import { describe, expect, it } from 'vitest'
import { lineCount, renderWords, talk, talkArguments, talkLines, talkTopics } from './templates.ts'

const names = new Map([
  ['a7', 'Ines'],
  ['bakery-3', 'Old Oven'],
  ['t_1', 'Fresh bread!'],
])

describe('routine talk', () => {
  it('puts names where the ids of residents and places stand', () => {
    expect(renderWords(talk('invitation', 0, ['a7', 'bakery-3']), names)).toBe(
      'I am on my way to Old Oven, Ines. Come along if you like.',
    )
  })

  it('shows an argument without a name as it is', () => {
    expect(renderWords(talk('morning', 1, ['a9']), names)).toBe('Morning, a9. Did you sleep well?')
  })

  it('takes free words from the texts, and shows an ellipsis where they are gone', () => {
    expect(renderWords({ text_id: 't_1' }, names)).toBe('Fresh bread!')
    expect(renderWords({ text_id: 't_2' }, names)).toBe('…')
    expect(renderWords({ template: 'morning.999', args: [] }, names)).toBe('…')
  })

  it('does not open holes that stand in an argument', () => {
    expect(renderWords(talk('farewell', 1, ['a7']), new Map([['a7', '{0}{1}']]))).toBe('Take care, {0}{1}.')
  })

  it('has at least sixty lines, all different, five or more on each topic', () => {
    const lines = talkTopics.flatMap((topic) => talkLines[topic])
    expect(lines.length).toBeGreaterThanOrEqual(60)
    expect(new Set(lines).size).toBe(lines.length)
    for (const topic of talkTopics) expect(lineCount(topic)).toBeGreaterThanOrEqual(5)
  })

  it.each(talkTopics)('leaves no hole open on the topic %s', (topic) => {
    const args = talkArguments[topic].map((kind) => (kind === 'listener' ? 'a7' : 'bakery-3'))
    for (let at = 0; at < lineCount(topic); at++) {
      const sentence = renderWords(talk(topic, at, args), names)
      expect(sentence).toMatch(/^[^{}]{5,120}$/)
      expect(sentence).not.toContain('…')
    }
  })
})
