// enter and leave
import { describe, expect, it } from 'vitest'
import { only, Stage } from '../stage.ts'

const enter = { name: 'enter', parameters: {} } as const
const leave = { name: 'leave', parameters: {} } as const
const into = (building: string) => ({ name: 'enter', parameters: { building } }) as const

describe('enter', () => {
  it('steps through the door one stands at, and is over at once', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'canal-cafe' })
    const { facts } = stage.act(agent, enter)
    expect(only(facts, 'building_entered')).toEqual([
      { type: 'building_entered', agent_id: 'a1000000', building: 'canal-cafe' },
    ])
    expect(only(facts, 'activity_finished')).toMatchObject([{ activity: 'enter', outcome: 'done' }])
    expect(stage.building('canal-cafe').state.occupants).toBe(1)
  })

  it.each([
    ['an unknown building', 'canal-cafe', into('no-such-house'), 'unknown_place'],
    ['a building in the other district', 'canal-cafe', into('sun-bakery'), 'not_at_door'],
    ['another building than the one at hand', 'canal-cafe', into('old-bakery'), 'not_at_door'],
    ['away from any door', 'bridge-west', enter, 'not_at_door'],
    ["somebody else's home", 'heron-house', enter, 'private_home'],
    ['before opening', 'ferryman-tavern', enter, 'closed'],
  ] as const)('%s is refused', (_what, at, action, code) => {
    const stage = new Stage()
    expect(stage.act(stage.agent({ at }), action)).toMatchObject({ status: 'refused', code })
  })

  it('twice is refused: already_inside', () => {
    const stage = new Stage()
    expect(stage.act(stage.agent({ inside: 'canal-cafe' }), enter).code).toBe('already_inside')
  })

  it('into a crowded house is refused: full', () => {
    const stage = new Stage()
    for (let guest = 0; guest < 4; guest++) stage.agent({ inside: 'bridge-kiosk' })
    expect(stage.act(stage.agent({ at: 'bridge-kiosk' }), enter).code).toBe('full')
  })

  it('lets in who lives there, and who works there an hour before the shift', () => {
    const stage = new Stage()
    const neighbour = stage.agent({ at: 'heron-house' })
    neighbour.home = stage.named('heron-house').number
    expect(stage.act(neighbour, enter).status).toBe('accepted')
    const host = stage.agent({ at: 'ferryman-tavern' })
    host.job = stage.named('ferryman-tavern').number
    stage.clock(15, 10)
    expect(stage.act(host, enter).status).toBe('accepted')
    stage.run(3)
    expect(host.building).toBe(host.job)
  })
})

describe('leave', () => {
  it('stands in front of the door', () => {
    const stage = new Stage()
    const agent = stage.agent({ inside: 'canal-cafe' })
    expect(only(stage.act(agent, leave).facts, 'building_left')).toHaveLength(1)
    expect(stage.world.motion.x[agent.slot]).toBe(stage.named('canal-cafe').x)
    expect(stage.building('canal-cafe').state.occupants).toBe(0)
  })

  it('outdoors is refused: not_inside', () => {
    const stage = new Stage()
    expect(stage.act(stage.agent(), leave).code).toBe('not_inside')
  })
})
