// study and play
import { describe, expect, it } from 'vitest'
import { skills } from '@civitas/schema'
import { decodeWorld, encodeWorld, observe } from '../../../src/sim/index.ts'
import { FULL } from '../../../src/sim/limits.ts'
import { only, Stage, tiny } from '../stage.ts'

const study = (minutes: number) => ({ name: 'study', parameters: { minutes } }) as const
const play = (minutes: number) => ({ name: 'play', parameters: { minutes } }) as const

describe('study', () => {
  it('grows the skill, gives purpose, and tells in the end what was learned', () => {
    const stage = new Stage()
    stage.clock(10)
    const student = stage.agent({ inside: 'grammar-school' })
    student.purpose = 0
    stage.act(student, study(60))
    expect(student.activity).toBe('studying')
    const facts = stage.run(180)
    expect(student.activity).toBe('idle')
    const learned = { building: 'grammar-school', skill: 'numbers', minutes: 60, level: 1 }
    expect(only(facts, 'learned')).toMatchObject([learned])
    expect(only(facts, 'activity_finished')).toMatchObject([{ activity: 'study', outcome: 'done' }])
    expect(student.skills[skills.indexOf('numbers')]).toBeGreaterThanOrEqual(FULL / 100)
    expect(student.purpose).toBeGreaterThan(0)
  })

  it('of another subject that the building teaches', () => {
    const stage = new Stage()
    stage.clock(10)
    const student = stage.agent({ inside: 'quill-library' })
    expect(stage.act(student, { name: 'study', parameters: { skill: 'arts', minutes: 20 } }).status).toBe('accepted')
    stage.run(10)
    expect(student.skills.map((known) => known > 0)).toEqual(skills.map((skill) => skill === 'arts'))
  })

  it('is interrupted by anything else, and keeps what was learned, in the bytes of the state too', () => {
    const stage = new Stage()
    stage.clock(10)
    const student = stage.agent({ inside: 'quill-library' })
    stage.act(student, study(60))
    stage.run(30)
    const { facts } = stage.act(student, { name: 'leave', parameters: {} })
    expect(only(facts, 'learned')).toMatchObject([{ skill: 'letters', minutes: 10 }])
    expect(only(facts, 'activity_finished')).toMatchObject([{ activity: 'study', outcome: 'interrupted' }, {}])
    const again = decodeWorld(tiny, encodeWorld(stage.world))
    expect(again.byNumber.get(student.number)?.skills).toEqual(student.skills)
  })

  it('ends when the house closes', () => {
    const stage = new Stage()
    stage.clock(16, 50)
    const student = stage.agent({ inside: 'grammar-school' })
    stage.act(student, study(240))
    const facts = stage.run(40)
    expect(only(facts, 'activity_finished')).toMatchObject([{ activity: 'study', outcome: 'interrupted' }])
    expect(student.building).toBe(-1)
  })

  it('never passes mastery', () => {
    const stage = new Stage()
    stage.clock(10)
    const student = stage.agent({ inside: 'quill-library' })
    student.skills[skills.indexOf('letters')] = FULL - 1
    stage.act(student, study(60))
    expect(only(stage.run(181), 'learned')).toMatchObject([{ level: 100 }])
    expect(student.skills[skills.indexOf('letters')]).toBe(FULL)
  })
})

describe('play', () => {
  it.each(['park-pond', 'fountain-square', 'north-quay'])('is good for company, at %s', (at) => {
    const stage = new Stage()
    const child = stage.agent({ at })
    child.social = 0
    stage.act(child, play(60))
    expect(child.activity).toBe('playing')
    const facts = stage.run(181)
    expect(only(facts, 'activity_finished')).toMatchObject([{ activity: 'play', outcome: 'done' }])
    expect(child.social).toBeGreaterThan(FULL / 4)
  })

  it('is offered where it can be done, indoors while it is open', () => {
    const stage = new Stage()
    const agent = stage.agent({ inside: 'canal-cafe' })
    const offers = () => observe(stage.world, agent.number)?.available_actions.some(({ action }) => action === 'play')
    expect(offers()).toBe(true)
    stage.clock(22)
    expect(offers()).toBe(false)
  })
})
