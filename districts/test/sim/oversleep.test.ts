// Waking up when one should be at work.
import { describe, expect, it } from 'vitest'
import { observe } from '../../src/sim/index.ts'
import { OVERSLEPT_MINUTES } from '../../src/sim/limits.ts'
import { only, Stage } from './stage.ts'

/** Somebody with a job in the bakery, whose shift begins at six, sleeps until then and some minutes more. */
function wakesAfter(minutes: number) {
  const stage = new Stage({ clockRate: 60 })
  const agent = stage.agent({ inside: 'heron-house' })
  const { building } = stage.building('old-bakery')
  agent.home = stage.building('heron-house').building.address
  agent.job = building.address
  stage.clock(Math.trunc(building.shiftFrom / 60), building.shiftFrom % 60)
  Object.assign(agent, { activity: 'sleeping', leftMs: minutes * 60_000 })
  return { facts: only(stage.run(minutes), 'overslept'), building, agent, stage }
}

describe('who wakes up', () => {
  it('during its shift has overslept, and it is told', () => {
    const { facts, agent, building } = wakesAfter(25)
    expect(facts).toMatchObject([{ agent_id: `a${agent.number}`, building: building.id, minutes: 25 }])
  })

  it('hours later was up before, and only had a nap', () => {
    expect(wakesAfter(OVERSLEPT_MINUTES + 1).facts).toEqual([])
  })

  it('can read in its observation when the shift begins and ends', () => {
    const { stage, agent, building } = wakesAfter(1)
    expect(observe(stage.world, agent.number)?.self.shift).toEqual([building.shiftFrom, building.shiftTo])
  })
})
