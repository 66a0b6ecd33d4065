import { describe, expect, it } from 'vitest'
import { likingOf, personOf, traitsOf } from './person.ts'

const people = Array.from({ length: 400 }, (_, at) => at + 1)

describe('a person', () => {
  it('[DET-1] is the same whenever asked, and another under another seed', () => {
    expect(personOf(7, 12)).toEqual(personOf(7, 12))
    expect(personOf(8, 12)).not.toEqual(personOf(7, 12))
  })

  it('is grown up, and of every age', () => {
    const ages = people.map((resident) => personOf(1, resident).age)
    expect([Math.min(...ages) >= 18, Math.max(...ages) <= 80]).toEqual([true, true])
    expect(new Set(ages).size).toBeGreaterThan(40)
  })

  it('is described by what stands out', () => {
    const middling = {
      ...personOf(1, 1),
      sociable: 128,
      bookish: 128,
      outdoors: 128,
      generous: 128,
      touchy: 128,
      reliable: 128,
    }
    expect(traitsOf(middling)).toEqual([])
    expect(traitsOf({ ...middling, bookish: 250, touchy: 10 })).toEqual(['a reader', 'even-tempered'])
  })
})

describe('liking', () => {
  const pairs = people
    .slice(0, 120)
    .flatMap((one, at) => people.slice(at + 1, 120).map((other) => [one, other] as const))
  const likings = pairs.map(([one, other]) => likingOf(1, one, other))

  it('is the same for both', () => {
    for (const [one, other] of pairs.slice(0, 50)) expect(likingOf(1, other, one)).toBe(likingOf(1, one, other))
  })

  it('makes a few friends, a few who cannot stand each other, and many in between', () => {
    const share = (suits: (liking: number) => boolean) => likings.filter(suits).length / likings.length
    expect(share((liking) => liking > 400)).toBeGreaterThan(0.05)
    expect(share((liking) => liking > 400)).toBeLessThan(0.25)
    expect(share((liking) => liking < -150)).toBeGreaterThan(0.05)
  })
})
