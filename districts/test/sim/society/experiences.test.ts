// What residents remember is what befell them, and no more of it than fits.
import { agentIdOf, everyday, type ExperienceKind, type Fact } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { EVERYDAY_MAX, EXPERIENCES_MAX } from '../../../src/sim/limits/people.ts'
import { isShaken, remember, rememberFact } from '../../../src/sim/society/experiences.ts'
import { Stage } from '../stage.ts'

describe('experiences', () => {
  it('are what the record tells of oneself, with hour and place', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'fountain-square' })
    agent.inventory[0] = 1
    agent.hunger = 0
    stage.act(agent, { name: 'eat', parameters: {} })
    expect(agent.experiences).toMatchObject([
      { kind: 'ate', day: 1, place: stage.named('fountain-square').address, what: 0, who: 0, source: 0 },
    ])
  })

  it('hold a closed door', () => {
    const stage = new Stage()
    const agent = stage.agent()
    stage.clock(3)
    const closed = stage.world.map.buildings.find(({ kind, openFrom }) => kind === 'cafe' && openFrom > 200)
    stage.put(agent, closed?.id ?? '')
    expect(stage.act(agent, { name: 'enter', parameters: {} }).code).toBe('closed')
    expect(agent.experiences).toMatchObject([{ kind: 'turned_away', place: closed?.address }])
  })

  it('are one when the same comes again on the same day, and another on the next', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'fountain-square' })
    for (const hour of [9, 10, 11, 34]) {
      stage.clock(hour)
      remember(stage.world, agent, { kind: 'ate', what: 1 })
    }
    expect(agent.experiences.map(({ day, minute }) => [day, minute])).toEqual([
      [1, 660],
      [2, 600],
    ])
  })

  it('of every day do not crowd out the others, and all are bounded', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'fountain-square' })
    for (let what = 0; what < 40; what++) remember(stage.world, agent, { kind: 'bought', what })
    for (let other = 1; other < 40; other++) remember(stage.world, agent, { kind: 'befriended', other })
    for (let what = 0; what < 40; what++) remember(stage.world, agent, { kind: 'ate', what })
    expect(agent.experiences.length).toBe(EXPERIENCES_MAX)
    expect(agent.experiences.filter(({ kind }) => everyday.has(kind)).length).toBeLessThanOrEqual(EVERYDAY_MAX)
    expect(agent.experiences.at(-1)).toMatchObject({ kind: 'ate', what: 39 })
  })

  it('that shook one are kept over the next day, and then go like all others', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'fountain-square' })
    const crowd = () => {
      for (let other = 1; other < 40; other++) remember(stage.world, agent, { kind: 'befriended', other })
      return agent.experiences.some(({ kind }) => kind === 'lost_home')
    }
    stage.clock(10)
    remember(stage.world, agent, { kind: 'lost_home' })
    const kept = [10, 47, 49].map((hour) => {
      stage.clock(hour)
      return crowd()
    })
    expect(kept).toEqual([true, true, false])
    expect(agent.experiences.length).toBe(EXPERIENCES_MAX)
  })

  it.each<[ExperienceKind, string, object]>([
    ['lost_home', 'heron-house', { type: 'evicted', building: 'heron-house', coins: 70 }],
    ['found_home', 'heron-house', { type: 'moved_in', building: 'heron-house', coins: 4 }],
    ['lost_job', 'old-bakery', { type: 'let_go', building: 'old-bakery', why: 'absent' }],
    ['found_job', 'old-bakery', { type: 'hired', building: 'old-bakery' }],
  ])('hold that one %s, at %s, and shake for a day', (kind, place, fact) => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'fountain-square' })
    stage.clock(20)
    expect(isShaken(stage.world, agent)).toBe(false)
    rememberFact(stage.world, { ...fact, agent_id: agentIdOf(agent.number) } as Fact, agent)
    expect(agent.experiences).toMatchObject([{ kind, place: stage.named(place).address, who: 0, other: 0 }])
    const shaken = [28, 47, 49].map((hour) => {
      stage.clock(hour)
      return isShaken(stage.world, agent)
    })
    expect(shaken).toEqual([true, true, false])
  })

  it('hold that one built, which shakes nobody: an owner may be elsewhere, and hear of it later', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'fountain-square' })
    const fact = {
      type: 'building_finished',
      agent_id: agentIdOf(agent.number),
      plot: 'plot-ot-3',
      kind: 'cottage',
    } as const
    rememberFact(stage.world, fact, agent)
    expect(agent.experiences).toMatchObject([{ kind: 'built', place: stage.named('plot-ot-3').address }])
    expect(isShaken(stage.world, agent)).toBe(false)
  })
})
