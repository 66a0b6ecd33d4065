import { describe, expect, it } from 'vitest'
import { MOST_KEPT, People, type PublicAgent } from './people.ts'

const record = (resident: number): PublicAgent => ({
  agent_id: `a${resident}`,
  name: `Name ${resident}`,
  district: 'old-town',
  mind: 'routine',
  activity: 'walking',
})

/** People whose requests are answered by hand. */
function byHand() {
  const asked: { resident: number; answer(): void; fail(): void }[] = []
  const people = new People(
    () => undefined,
    (resident) =>
      new Promise((resolve, reject) => {
        asked.push({ resident, answer: () => resolve(record(resident)), fail: () => reject(new Error('away')) })
      }),
  )
  return { people, asked }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('names of residents', () => {
  it('are asked for once, when first wanted', async () => {
    const { people, asked } = byHand()
    expect(people.name(7)).toBeUndefined()
    expect(people.name(7)).toBeUndefined()
    expect(asked).toHaveLength(1)
    asked[0]?.answer()
    await settled()
    expect(people.name(7)).toBe('Name 7')
    expect(asked).toHaveLength(1)
  })

  it('are asked for a few at a time, the newest wish first', async () => {
    const { people, asked } = byHand()
    for (let resident = 1; resident <= 10; resident++) people.name(resident)
    expect(asked.map(({ resident }) => resident)).toEqual([1, 2, 3, 4])
    asked[0]?.answer()
    await settled()
    expect(asked.at(-1)?.resident).toBe(10)
  })

  it('are asked for again after a failure', async () => {
    const { people, asked } = byHand()
    people.name(7)
    asked[0]?.fail()
    await settled()
    people.name(7)
    expect(asked).toHaveLength(2)
  })

  it('are asked for again once they were forgotten for newer ones', async () => {
    const { people, asked } = byHand()
    people.name(7)
    asked[0]?.answer()
    await settled()
    for (let newer = 8; newer < 8 + MOST_KEPT; newer++) people.learn(newer, `Name ${newer}`)
    expect(people.name(7)).toBeUndefined()
    expect(asked).toHaveLength(2)
    asked[1]?.answer()
    await settled()
    expect(people.name(7)).toBe('Name 7')
  })

  it('are learnt from facts without asking', () => {
    const { people, asked } = byHand()
    people.learn(7, 'Ada')
    expect(people.name(7)).toBe('Ada')
    expect(asked).toEqual([])
  })
})
