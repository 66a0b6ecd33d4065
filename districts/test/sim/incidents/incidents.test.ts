// Every incident from its beginning to its end, by helpers and by the clock.
import { agentIdOf, incidentKinds, type IncidentKind, renderWords, UNITS_PER_METRE } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, incidentsOf, observe, routineMap } from '../../../src/sim/index.ts'
import { concernColumns } from '../../../src/sim/reads/concerns.ts'
import { roleOf } from '../../../src/sim/incidents/role.ts'
import {
  FESTIVAL_SOCIAL_GAIN,
  FULL,
  HURT_MS,
  ONLOOKER_METRES,
  SLOW_WALK_PER_STEP,
  THANKS_COINS,
  VOLUNTEER_METRES,
} from '../../../src/sim/limits.ts'
import { coinsOf } from '../../../src/sim/money.ts'
import { nodeOf } from '../../../src/sim/space/motion.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import { only, tiny } from '../stage.ts'
import { begin, eventOf, ID, noon, play, running, work, worker } from './helpers.ts'

const events = {
  fire: eventOf('fire', 'cog-workshop'),
  festival: eventOf('festival', 'fountain-square'),
  blackout: eventOf('blackout', 'guild-office'),
  strike: eventOf('strike', 'fountain-square', { trade: 'workshop' }),
  lost_child: eventOf('lost_child', 'heron-house', { hidden: 'north-quay' }),
} as const satisfies Record<IncidentKind, ReturnType<typeof eventOf>>

describe.each(incidentKinds)('a %s', (kind) => {
  it('begins as public news, is part of the state, and observed', () => {
    const stage = noon()
    const agent = stage.agent({ at: 'square-bench' })
    const { facts } = begin(stage, events[kind])
    expect(only(facts, 'incident_began')).toEqual([
      { type: 'incident_began', incident: ID, kind, place: events[kind].place },
    ])
    expect(only(facts, 'world_event').map(({ words }) => renderWords(words, new Map()))).not.toContain('…')
    const again = decodeWorld(tiny, encodeWorld(stage.world))
    expect(again.incidents).toEqual(stage.world.incidents)
    const seen = observe(stage.world, agent.number)?.environment.incidents
    expect(seen).toMatchObject([{ incident: ID, kind, place: events[kind].place, district: 'old-town' }])
    expect(JSON.stringify(seen)).not.toContain('north-quay')
  })

  it('ends by itself when nobody comes, and tells the other districts', () => {
    const stage = noon()
    begin(stage, events[kind])
    stage.run(5 * 60 - 1)
    expect(stage.world.incidents).toHaveLength(1)
    const { facts, commandsOut } = stage.tick()
    expect(only(facts, 'incident_ended')).toMatchObject([{ incident: ID, kind, how: 'by_itself', helpers: [] }])
    expect(commandsOut).toMatchObject([{ district: 'market', command: { kind: 'incident_over', event_id: ID } }])
    expect(stage.world.incidents).toEqual([])
  })

  it('is one however often it is announced, and goes on from its bytes as it would have', () => {
    const stage = noon()
    const helper = stage.agent({ at: 'fountain-square' })
    begin(stage, events[kind])
    expect(begin(stage, events[kind]).facts).toEqual([])
    stage.act(helper, play)
    const again = noon()
    again.world = decodeWorld(tiny, encodeWorld(stage.world))
    expect(again.run(400)).toEqual(stage.run(400))
    expect(encodeWorld(again.world)).toEqual(encodeWorld(stage.world))
  })
})

describe('a fire', () => {
  it('draws the willing from farther off than those who only look', () => {
    const stage = noon()
    begin(stage, events.fire)
    const { x, y } = stage.named('cog-workshop')
    const people = Array.from({ length: 30 }, () => stage.agent({ at: 'fountain-square' }))
    const rolesAt = (metres: number) => {
      return new Set(
        people.map((one) => {
          stage.world.motion.x[one.slot] = x + metres * UNITS_PER_METRE
          stage.world.motion.y[one.slot] = y
          return roleOf(stage.world, one, running(stage))
        }),
      )
    }
    expect(rolesAt(ONLOOKER_METRES)).toEqual(new Set(['volunteer', 'bystander']))
    expect(rolesAt(VOLUNTEER_METRES)).toEqual(new Set(['volunteer', 'none']))
    expect(rolesAt(VOLUNTEER_METRES + 1)).toEqual(new Set(['none']))
  })

  it('empties the house; nobody goes in while it burns, nor while it is under repair', () => {
    const stage = noon()
    const guests = Array.from({ length: 8 }, () => stage.agent({ inside: 'cog-workshop' }))
    const { facts } = begin(stage, events.fire)
    const inside = guests.filter(({ building }) => building >= 0)
    expect(inside.length).toBeLessThanOrEqual(3)
    expect(inside.every(({ activity }) => activity === 'fainted')).toBe(true)
    expect(only(facts, 'hurt').length).toBeGreaterThanOrEqual(inside.length)
    const owner = worker(stage, 'cog-workshop', 'cog-workshop')
    const enter = { name: 'enter', parameters: {} } as const
    expect(stage.act(owner, enter).code).toBe('closed')
    stage.run(5 * 60)
    expect(stage.world.incidents).toEqual([])
    expect(guests.every(({ building }) => building < 0)).toBe(true)
    expect(stage.act(owner, enter).code).toBe('closed')
    stage.run(18 * 60)
    stage.clock(36)
    stage.tick()
    const later = worker(stage, 'cog-workshop', 'cog-workshop')
    expect(stage.act(later, enter).status).toBe('accepted')
  })

  it('is put out by whoever works at the door, who then get thanks and no new coin is made', () => {
    const stage = noon(5)
    const guests = Array.from({ length: 12 }, () => stage.agent({ inside: 'cog-workshop' }))
    begin(stage, events.fire)
    const trapped = guests.filter(({ building }) => building >= 0)
    const helpers = [stage.agent({ at: 'cog-workshop' }), stage.agent({ at: 'cog-workshop' })]
    const coins = coinsOf(stage.world)
    const { facts } = stage.settle(helpers.map((one) => [one, work()]))
    expect(only(facts, 'activity_started')).toHaveLength(2)
    const told = stage.run(100)
    expect(only(told, 'incident_joined').map(({ agent_id }) => agent_id)).toEqual(
      helpers.map((one) => agentIdOf(one.number)),
    )
    expect(trapped.length).toBeGreaterThan(0)
    expect(only(told, 'rescued').map(({ agent_id }) => agent_id)).toEqual(trapped.map((one) => agentIdOf(one.number)))
    const [end] = only(told, 'incident_ended')
    expect(end).toMatchObject({ how: 'helped', helpers: helpers.map((one) => agentIdOf(one.number)) })
    expect(only(told, 'thanked').map((fact) => fact.coins)).toEqual([THANKS_COINS, THANKS_COINS])
    expect(helpers.map((one) => one.activity)).toEqual(['idle', 'idle'])
    const remembered = (one: Resident) => one.experiences.map(({ kind }) => kind)
    for (const one of helpers) expect(remembered(one)).toContain('fought_fire')
    for (const one of trapped)
      expect(remembered(one)).toEqual(expect.arrayContaining(['breathed_smoke', 'was_rescued']))
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('who was hurt is slow, and heals fastest in a bed at the clinic', () => {
    const stage = noon()
    const [outdoors, patient] = [stage.agent({ at: 'willow-bench' }), stage.agent({ inside: 'st-anne-clinic' })]
    for (const one of [outdoors, patient]) one.hurtMs = HURT_MS
    patient.energy = FULL / 4
    stage.act(patient, { name: 'rest', parameters: { minutes: 600 } })
    const facts = stage.run(180)
    expect(only(facts, 'healed')).toMatchObject([{ agent_id: agentIdOf(patient.number), place: 'st-anne-clinic' }])
    expect(patient.hurtMs).toBe(0)
    expect(outdoors.hurtMs).toBeGreaterThan(HURT_MS / 2)
    expect(stage.world.motion.pace[outdoors.slot]).toBe(SLOW_WALK_PER_STEP)
    expect(observe(stage.world, outdoors.number)?.self.hurt_minutes).toBeGreaterThan(90)
    expect(observe(stage.world, patient.number)?.self.hurt_minutes).toBeUndefined()
  })
})

describe('a festival', () => {
  it('gives company to who plays there, once; time alone ends it', () => {
    const stage = noon()
    begin(stage, events.festival)
    const [dancer, cook] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'fountain-square' })]
    for (const one of [dancer, cook]) one.social = FULL / 4
    const before = dancer.social
    const facts = stage.act(dancer, play).facts
    expect(only(facts, 'incident_joined')).toMatchObject([{ kind: 'festival', place: 'fountain-square' }])
    expect(dancer.social).toBeGreaterThanOrEqual(before + FESTIVAL_SOCIAL_GAIN - 20_000)
    expect(only(stage.act(dancer, play).facts, 'incident_joined')).toEqual([])
    expect(stage.act(cook, work()).status).toBe('accepted')
    expect(only(stage.run(30), 'incident_joined')).toHaveLength(1)
    expect(running(stage).helpers).toEqual([dancer.number, cook.number])
    expect(only(stage.run(300), 'incident_ended')[0]).toMatchObject({ how: 'by_itself', helpers: { length: 2 } })
  })
})

describe('a blackout', () => {
  it('closes the shops of its neighborhood to guests, not the homes, and electricians mend it thrice as fast', () => {
    const stage = noon()
    const guest = stage.agent({ inside: 'quill-library' })
    const dweller = stage.agent({ inside: 'fern-house' })
    dweller.home = stage.named('fern-house').address
    begin(stage, events.blackout)
    stage.tick()
    expect([guest.building, dweller.building]).toEqual([-1, stage.named('fern-house').number])
    expect([stage.building('quill-library').state.open, stage.building('canal-cafe').state.open]).toEqual([
      false,
      false,
    ])
    expect(stage.building('corner-grocery').state.open).toBe(true)
    const left = () => running(stage).workMs
    const [hand, electrician] = [stage.agent({ at: 'guild-office' }), worker(stage, 'smithy', 'guild-office')]
    const spent = (one: typeof hand) => {
      stage.act(one, work(1))
      const before = left()
      stage.tick()
      return before - left()
    }
    expect(spent(electrician)).toBe(spent(hand) * 3)
    stage.act(electrician, work())
    const facts = stage.run(130)
    expect(only(facts, 'incident_ended')).toMatchObject([{ how: 'helped', helpers: { length: 2 } }])
    stage.tick()
    expect(stage.building('quill-library').state.open).toBe(true)
  })
})

describe('a strike', () => {
  it('closes the trade in the district, and mediators bring it to an end', () => {
    const stage = noon()
    begin(stage, { ...events.strike, hours: 48 })
    stage.tick()
    const open = (id: string) => stage.building(id).state.open
    expect([open('smithy'), open('loom-workshop'), open('guild-office')]).toEqual([false, false, true])
    const mediators = [1, 2, 3, 4].map(() => worker(stage, 'town-hall', 'fountain-square'))
    stage.settle(mediators.map((one) => [one, work()]))
    expect(only(stage.run(8 * 60), 'incident_ended')).toMatchObject([{ kind: 'strike', how: 'helped' }])
  })
})

describe('those who strike', () => {
  it('are told once as they stand on the square; passers-by are not, and neither party is thanked', () => {
    const stage = noon()
    begin(stage, events.strike)
    const [smith, weaver] = [
      worker(stage, 'smithy', 'fountain-square'),
      worker(stage, 'loom-workshop', 'fountain-square'),
    ]
    const passer = stage.agent({ at: 'fountain-square' })
    const wait = { name: 'wait', parameters: { minutes: 10 } } as const
    const { facts } = stage.settle([
      [smith, wait],
      [weaver, play],
      [passer, wait],
    ])
    expect(
      only(facts, 'picketed')
        .map(({ agent_id }) => agent_id)
        .toSorted(),
    ).toEqual([smith, weaver].map(({ number }) => agentIdOf(number)).toSorted())
    expect(incidentsOf(stage.world)).toMatchObject([
      { kind: 'strike', helpers: [expect.any(String), expect.any(String)] },
    ])
    stage.run(12)
    expect(only(stage.settle([[smith, wait]]).facts, 'picketed')).toEqual([])
    const told = stage.run(5 * 60)
    expect(only(told, 'incident_ended')).toMatchObject([{ kind: 'strike', how: 'by_itself' }])
    expect(only(told, 'thanked')).toEqual([])
  })
})

describe('a lost child', () => {
  it('is found by who searches where it is, and nowhere else', () => {
    const stage = noon()
    begin(stage, events.lost_child)
    const [wrong, right] = [stage.agent({ at: 'willow-bench' }), stage.agent({ at: 'north-quay' })]
    stage.act(wrong, work(30))
    const vain = stage.run(35)
    expect(only(vain, 'incident_joined')).toHaveLength(1)
    expect(only(vain, 'incident_ended')).toEqual([])
    expect(wrong.activity).toBe('idle')
    stage.act(right, work(30))
    const told = stage.run(15)
    expect(only(told, 'child_found')).toMatchObject([{ agent_id: agentIdOf(right.number), place: 'north-quay' }])
    const [end] = only(told, 'incident_ended')
    expect(end).toMatchObject({ how: 'helped', place: 'heron-house' })
    expect(end?.helpers).toHaveLength(2)
    expect(wrong.experiences.map(({ kind }) => kind)).toContain('searched_child')
    expect(right.experiences.at(-1)).toMatchObject({ kind: 'found_child', place: stage.named('north-quay').address })
  })
})

describe('built-in minds', () => {
  it.each(['fountain-square', 'square-bench', 'willow-bench'])('are told where it is: at %s', (place) => {
    const stage = noon()
    const people = Array.from({ length: 8 }, () => stage.agent({ at: place, streamed: false }))
    begin(stage, eventOf('festival', place))
    const told = people.map((one) => concernColumns(stage.world, one)).filter(([kind]) => kind !== 0)
    expect(told).not.toEqual([])
    const { places } = routineMap(stage.world)
    expect(told.map(([, , , at]) => places[at ?? -1]?.id)).toEqual(told.map(() => place))
  })
})

describe('what does not suit', () => {
  it.each([
    ['a place that nobody knows', eventOf('fire', 'atlantis')],
    ['a fire on a square', eventOf('fire', 'fountain-square')],
    ['a festival indoors', eventOf('festival', 'canal-cafe')],
    ['a strike of nobody', eventOf('strike', 'fountain-square')],
    ['a child that is nowhere', eventOf('lost_child', 'heron-house')],
    ['a blackout of a bench', eventOf('blackout', 'willow-bench')],
  ])('%s never begins', (_what, event) => {
    const stage = noon()
    expect(begin(stage, event).facts).toEqual([])
    expect(stage.world.incidents).toEqual([])
  })

  it('more at once than people can follow', () => {
    const stage = noon()
    for (let count = 0; count < 12; count++) begin(stage, events.festival, `party/${count}`)
    expect(stage.world.incidents).toHaveLength(8)
  })

  it('work outdoors where nothing is, or at a distance: not_inside', () => {
    const stage = noon()
    const [near, far] = [stage.agent({ at: 'fountain-square' }), stage.agent({ at: 'north-quay' })]
    expect(stage.act(near, work()).code).toBe('not_inside')
    begin(stage, events.festival)
    expect(stage.act(far, work()).code).toBe('not_inside')
    expect(nodeOf(stage.world.motion, stage.world.map.net, near.slot)).toBe(stage.named('fountain-square').node)
    expect(stage.act(near, work()).status).toBe('accepted')
  })
})
