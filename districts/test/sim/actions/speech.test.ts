// say and tell
import { describe, expect, it } from 'vitest'
import { agentIdOf } from '@civitas/schema'
import { observe } from '../../../src/sim/index.ts'
import { HEARD_MAX, HEARD_TICKS } from '../../../src/sim/limits.ts'
import { itemsOf, only, Stage } from '../stage.ts'

const words = { text_id: 't_hello' }
const say = { name: 'say', parameters: { words } } as const
const tell = (agent: string) => ({ name: 'tell', parameters: { agent, words } }) as const

describe('say', () => {
  it('is heard within 25 m, and no farther', () => {
    const stage = new Stage()
    const speaker = stage.agent({ at: 'fountain-square' })
    const near = stage.agent({ at: 'square-bench' })
    const far = stage.agent({ at: 'bell-corner' })
    const { result, facts } = stage.act(speaker, say)
    expect(only(facts, 'said')).toEqual([{ type: 'said', agent_id: 'a1000000', words, place: 'fountain-square' }])
    const message = { kind: 'message', channel: 'say', from: 'a1000000', words, place: 'fountain-square' }
    expect(itemsOf(result, near)).toMatchObject([message])
    expect(itemsOf(result, far)).toEqual([])
  })

  it('is heard in the same building, not at its door', () => {
    const stage = new Stage()
    const speaker = stage.agent({ inside: 'canal-cafe' })
    const guest = stage.agent({ inside: 'canal-cafe' })
    const passer = stage.agent({ at: 'canal-cafe' })
    const { result, facts } = stage.act(speaker, say)
    expect(only(facts, 'said')).toMatchObject([{ building: 'canal-cafe' }])
    expect([itemsOf(result, guest).length, itemsOf(result, passer).length]).toEqual([1, 0])
  })

  it('is meant for whom it names: asleep, that one is not met, and nobody else is instead', () => {
    const stage = new Stage()
    const [speaker, named, other] = [stage.agent(), stage.agent(), stage.agent()]
    const to = agentIdOf(named.number)
    const sayTo = { name: 'say', parameters: { words, to } } as const
    Object.assign(named, { activity: 'sleeping', leftMs: 1e8 })
    stage.act(speaker, sayTo)
    expect([speaker, named, other].map(({ bonds }) => bonds.length)).toEqual([0, 0, 0])
    named.activity = 'idle'
    stage.act(speaker, sayTo)
    expect([speaker, named, other].map(({ bonds }) => bonds.length)).toEqual([1, 1, 0])
  })

  it('keeps both company, and shows in the observation for a minute, newest ten', () => {
    const stage = new Stage()
    const [speaker, hearer] = [stage.agent(), stage.agent()]
    speaker.social = 0
    hearer.social = 0
    for (let count = 0; count < HEARD_MAX + 2; count++) stage.act(speaker, say)
    expect(Math.min(speaker.social, hearer.social)).toBeGreaterThan(0)
    expect(observe(stage.world, hearer.number)?.messages).toHaveLength(HEARD_MAX)
    stage.run(HEARD_TICKS)
    expect(observe(stage.world, hearer.number)?.messages).toEqual([])
  })

  it('[ACT-6] goes three times in a tick, beside a body action; the fourth is refused: too_much_speech', () => {
    const stage = new Stage()
    const agent = stage.agent()
    const wait = { name: 'wait', parameters: { minutes: 5 } } as const
    const { outcomes } = stage.settle([say, say, wait, say, say].map((action) => [agent, action]))
    expect(outcomes.map(({ code }) => code)).toEqual([undefined, undefined, undefined, undefined, 'too_much_speech'])
  })
})

describe('tell', () => {
  it('reaches one agent, however far away, and nobody else', () => {
    const stage = new Stage()
    const speaker = stage.agent({ at: 'bridge-west' })
    const friend = stage.agent({ at: 'mill-corner' })
    const passer = stage.agent({ at: 'bridge-west' })
    const { result } = stage.act(speaker, tell(agentIdOf(friend.number)))
    expect(itemsOf(result, friend)).toMatchObject([{ kind: 'message', channel: 'tell' }])
    expect(itemsOf(result, passer)).toEqual([])
  })

  it.each([
    ['a1000000', 'to_self'],
    ['a999999', 'unknown_agent'],
    ['the mayor', 'unknown_agent'],
  ])('to %s is refused: %s', (agent, code) => {
    const stage = new Stage()
    expect(stage.act(stage.agent(), tell(agent))).toMatchObject({ status: 'refused', code })
  })
})
