import { describe, expect, it } from 'vitest'
import { only, Stage } from '../stage.ts'

const walk = (place: string) => ({ name: 'move_to', parameters: { place } }) as const

describe('move_to', () => {
  it('[ACT-6] starts at once, and ends with a fact at the door', () => {
    const stage = new Stage()
    const agent = stage.agent()
    const { status, items } = stage.act(agent, walk('bridge-kiosk'))
    expect(status).toBe('accepted')
    expect(items.map((item) => item.kind)).toEqual(['result', 'fact'])
    const facts = stage.run(12)
    const finished = { activity: 'move_to', outcome: 'done', place: 'bridge-kiosk', action_id: 'act_key-1' }
    expect(only(facts, 'activity_finished')).toMatchObject([finished])
    const kiosk = stage.named('bridge-kiosk')
    expect(stage.world.motion.x[agent.slot]).toBe(kiosk.x)
    expect(stage.world.motion.y[agent.slot]).toBe(kiosk.y)
  })

  it('walks 3 m in a real second, whatever the city clock does', () => {
    const stage = new Stage({ clockRate: 60 })
    const agent = stage.agent({ at: 'north-quay' })
    stage.act(agent, walk('promenade-bench'))
    stage.run(10)
    expect(stage.world.motion.x[agent.slot]).toBe(224 * 16)
    expect(stage.world.motion.y[agent.slot]).toBe((8 + 30) * 16)
  })

  it('walks up to where an agent is, also in the middle of a street', () => {
    const stage = new Stage()
    const friend = stage.agent({ at: 'mill-corner' })
    stage.act(friend, walk('bell-corner'))
    stage.run(7)
    stage.act(friend, { name: 'wait', parameters: { minutes: 240 } })
    const agent = stage.agent()
    expect(stage.act(agent, walk(`a${friend.number}`)).status).toBe('accepted')
    stage.run(120)
    expect(agent.activity).toBe('idle')
    const { x, y } = stage.world.motion
    expect([x[agent.slot], y[agent.slot]]).toEqual([x[friend.slot], y[friend.slot]])
  })

  it('turns round in the middle of a street for a new goal', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'mill-corner' })
    stage.act(agent, walk('bell-corner'))
    stage.run(4)
    const { facts } = stage.act(agent, walk('mill-corner'))
    expect(only(facts, 'activity_finished')).toMatchObject([{ outcome: 'interrupted', place: 'bell-corner' }])
    stage.run(5)
    expect([agent.activity, stage.world.motion.x[agent.slot]]).toEqual(['idle', 16 * 16])
  })

  it.each([
    ['nowhere-street', 'unknown_place'],
    ['a77', 'across_border'],
    ['a999999', 'unknown_agent'],
    [`a1000000`, 'to_self'],
  ])('to %s is refused: %s', (place, code) => {
    const stage = new Stage()
    expect(stage.act(stage.agent(), walk(place))).toMatchObject({ status: 'refused', code })
  })

  it('from inside a building is refused: not_outside', () => {
    const stage = new Stage()
    const agent = stage.agent({ inside: 'canal-cafe' })
    expect(stage.act(agent, walk('bridge-west'))).toMatchObject({ status: 'refused', code: 'not_outside' })
  })
})
