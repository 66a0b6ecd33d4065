// wait, with something to do meanwhile
import { pastimes } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { observe } from '../../../src/sim/index.ts'
import { only, Stage } from '../stage.ts'

const wait = (doing: (typeof pastimes)[number]) => ({ name: 'wait', parameters: { minutes: 20, doing } }) as const

describe('a pastime', () => {
  it('gives purpose, and the facts and whoever looks tell it by name', () => {
    const stage = new Stage()
    stage.clock(10)
    const reader = stage.agent({ inside: 'quill-library' })
    const onlooker = stage.agent({ inside: 'quill-library' })
    reader.purpose = 0
    const { facts } = stage.act(reader, wait('reading'))
    expect(only(facts, 'activity_started')).toMatchObject([{ activity: 'wait', doing: 'reading' }])
    expect(observe(stage.world, onlooker.number)?.visible_agents).toMatchObject([{ activity: 'reading' }])
    expect(only(stage.run(61), 'activity_finished')).toMatchObject([{ doing: 'reading', outcome: 'done' }])
    expect(reader.purpose).toBeGreaterThan(0)
    expect(reader.activity).toBe('idle')
  })

  it('is offered where it can be had: one’s own home has most, a corner few', () => {
    const stage = new Stage()
    const agent = stage.agent({ inside: 'elm-house' })
    agent.home = stage.building('elm-house').building.address
    const offered = () => observe(stage.world, agent.number)?.available_actions.find(({ action }) => action === 'wait')
    expect(offered()?.targets).toEqual(expect.arrayContaining(['washing', 'cooking', 'chores']))
    expect(stage.act(agent, wait('fishing'))).toMatchObject({ status: 'refused', code: 'not_done_here' })
    expect(stage.act(agent, wait('washing')).status).toBe('accepted')
  })
})
