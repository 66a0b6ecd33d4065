// rest, work and wait
import { describe, expect, it } from 'vitest'
import { coinsOf } from '../../../src/sim/money.ts'
import { FULL } from '../../../src/sim/limits.ts'
import { only, Stage } from '../stage.ts'

const rest = { name: 'rest', parameters: { minutes: 600 } } as const
const work = (minutes = 60) => ({ name: 'work', parameters: { minutes } }) as const
const wait = (minutes: number) => ({ name: 'wait', parameters: { minutes } }) as const

describe('rest', () => {
  it('sleeps at home, twice as well as on a bench, as long as it meant to', () => {
    const stage = new Stage()
    const sleeper = stage.agent({ inside: 'heron-house' })
    sleeper.home = sleeper.building
    const tramp = stage.agent({ at: 'willow-bench' })
    const tired = FULL / 100
    for (const agent of [sleeper, tramp]) agent.energy = tired
    stage.settle([sleeper, tramp].map((agent) => [agent, rest]))
    expect([sleeper.activity, tramp.activity]).toEqual(['sleeping', 'resting'])
    const start = tramp.energy
    stage.run(180)
    expect(sleeper.energy - start).toBe((tramp.energy - start) * 2)
    stage.run(1630)
    expect(sleeper.activity).toBe('idle')
    expect(sleeper.energy).toBeGreaterThan(FULL * 0.9)
  })

  it('goes in parks, on squares, and where there are beds; elsewhere it is refused: not_a_resting_place', () => {
    const stage = new Stage()
    for (const at of ['park-pond', 'fountain-square', 'north-quay']) {
      expect(stage.act(stage.agent({ at }), rest).status).toBe('accepted')
    }
    expect(stage.act(stage.agent({ inside: 'st-anne-clinic' }), rest).status).toBe('accepted')
    expect(stage.act(stage.agent({ at: 'bridge-west' }), rest).code).toBe('not_a_resting_place')
    expect(stage.act(stage.agent({ inside: 'canal-cafe' }), rest).code).toBe('not_a_resting_place')
  })
})

describe('work', () => {
  it('pays by the city minute when it ends, less the tax, out of the till, the rest from the treasury', () => {
    const stage = new Stage()
    const agent = stage.agent({ inside: 'town-hall', coins: 0 })
    agent.job = agent.building
    stage.clock(9)
    const before = coinsOf(stage.world)
    const till = stage.building('town-hall').state
    till.coins += 3
    stage.act(agent, work(120))
    const treasury = stage.world.treasury.coins
    const facts = stage.run(370)
    const [gross, tax] = [26, 3]
    expect(only(facts, 'wage_paid')).toEqual([
      { type: 'wage_paid', agent_id: 'a1000000', building: 'town-hall', coins: gross - tax, minutes: 120, tax },
    ])
    expect([agent.coins, till.coins]).toEqual([gross - tax, 0])
    expect(stage.world.treasury.coins).toBe(treasury - (gross - 3) + tax)
    expect(coinsOf(stage.world)).toBe(before + 3)
  })

  it('ends with the shift', () => {
    const stage = new Stage()
    const agent = stage.agent({ inside: 'town-hall' })
    agent.job = agent.building
    stage.clock(16, 50)
    stage.act(agent, work(600))
    expect(only(stage.run(35), 'wage_paid')).toMatchObject([{ minutes: 10 }])
  })

  it('takes on whoever is there for a vacancy, while the house is open; there is one place', () => {
    const stage = new Stage()
    const helper = stage.agent({ inside: 'bridge-kiosk' })
    const { facts, result } = stage.act(helper, work())
    expect(only(facts, 'hired')).toEqual([{ type: 'hired', agent_id: 'a1000000', building: 'bridge-kiosk' }])
    expect(result.agents).toContainEqual(expect.objectContaining({ job: 'bridge-kiosk' }))
    const second = stage.agent({ inside: 'bridge-kiosk' })
    expect(stage.act(second, work()).code).toBe('no_job_here')
    expect(stage.act(helper, work()).status).toBe('accepted')
    expect(stage.building('bridge-kiosk').state.working).toBe(1)
    stage.act(helper, wait(1))
    expect(stage.act(second, work()).code).toBe('no_job_here')
  })

  it('lets those with a job elsewhere help out where a hand is missing', () => {
    const stage = new Stage()
    const [helper, other] = [0, 1].map(() => stage.agent({ inside: 'bridge-kiosk' }))
    if (!helper || !other) return expect.fail('two helpers')
    for (const one of [helper, other]) one.job = stage.named('canal-cafe').address
    expect(stage.act(helper, work()).status).toBe('accepted')
    expect(stage.act(other, work()).code).toBe('no_job_here')
    stage.act(helper, wait(1))
    expect(stage.act(other, work()).status).toBe('accepted')
    expect(other.job).toBe(stage.named('canal-cafe').address)
  })

  it('in the street is refused: not_inside', () => {
    const stage = new Stage()
    expect(stage.act(stage.agent(), work()).code).toBe('not_inside')
  })

  it('before the shift is refused: not_on_shift', () => {
    const stage = new Stage()
    const agent = stage.agent({ inside: 'canal-cafe' })
    agent.job = agent.building
    expect(stage.act(agent, work()).code).toBe('not_on_shift')
  })

  it('at home is refused: no_job_here', () => {
    const stage = new Stage()
    const agent = stage.agent({ inside: 'heron-house' })
    agent.home = agent.building
    expect(stage.act(agent, work()).code).toBe('no_job_here')
  })

  it('on a vacancy after hours is refused: closed', () => {
    const stage = new Stage()
    const agent = stage.agent({ inside: 'old-bakery' })
    agent.home = agent.building
    stage.clock(22)
    expect(stage.act(agent, work()).code).toBe('closed')
  })
})

describe('wait', () => {
  it('ends after its city minutes', () => {
    const stage = new Stage()
    const agent = stage.agent()
    stage.act(agent, wait(2))
    expect(only(stage.run(5), 'activity_finished')).toEqual([])
    expect(only(stage.run(1), 'activity_finished')).toMatchObject([{ activity: 'wait', outcome: 'done' }])
  })
})
