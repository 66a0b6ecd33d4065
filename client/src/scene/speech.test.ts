import { describe, expect, it } from 'vitest'
import { Speech } from './speech.ts'

const words = (resident: number, speech: string) => ({ resident, speech, building: undefined as never })

describe('speech', () => {
  it('stays as long as it takes to read, and no longer than nine seconds', () => {
    const speech = new Speech()
    speech.hear(words(1, 'Hi'), 0)
    speech.hear(words(2, 'x'.repeat(280)), 0)
    expect(speech.now(3_000).map(({ resident }) => resident)).toEqual([1, 2])
    expect(speech.now(3_200).map(({ resident }) => resident)).toEqual([2])
    expect(speech.now(9_000)).toEqual([])
  })

  it('is replaced by the next words of the same speaker', () => {
    const speech = new Speech()
    speech.hear(words(1, 'One'), 0)
    speech.hear(words(1, 'Two'), 10)
    expect(speech.now(20).map(({ text }) => text)).toEqual(['Two'])
  })

  it('forgets the oldest speakers of a very loud crowd', () => {
    const speech = new Speech()
    for (let resident = 1; resident <= 300; resident++) speech.hear(words(resident, 'Hello'), 0)
    expect(speech.now(1)).toHaveLength(200)
  })
})
