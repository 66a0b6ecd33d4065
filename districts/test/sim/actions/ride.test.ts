// ride: in step with the timetable, over the border, and off at the goal.
import { must } from '@civitas/kit'
import { nextRide, type SimAction, tramAt, tramPoint, UNITS_PER_METRE } from '@civitas/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, loadCity, observe, parseScenario } from '../../../src/sim/index.ts'
import { TRAM_FARE, TRAM_SEATS } from '../../../src/sim/limits.ts'
import { coursesOf, stepOf } from '../../../src/sim/people/trams.ts'
import { HIDDEN } from '../../../src/sim/space/motion.ts'
import { only, readScenario, Stage, tiny } from '../stage.ts'
import { TwoDistricts } from '../two-districts.ts'

const ride = (stop: string): SimAction => ({ name: 'ride', parameters: { stop } })
const walk = (place: string): SimAction => ({ name: 'move_to', parameters: { place } })

/** Ticks in which any ride of the tiny city ends. */
const LONGEST_TICKS = 90

/** Both districts, an agent at the western end of the line. */
function atBellStop(city = new TwoDistricts()): { city: TwoDistricts; agent: number } {
  const agent = city.spawn(0)
  city.act(agent, walk('bell-stop'))
  city.ticks(60)
  return { city, agent }
}

/** The other bank has no room. */
function fullCity() {
  const scenario = parseScenario(readScenario('tiny'))
  const districts = scenario.districts.map((district, index) => (index === 1 ? { ...district, capacity: 1 } : district))
  return loadCity({ ...scenario, districts })
}

describe('ride', () => {
  it('waits for the tram, pays on boarding, and gets off at the stop', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'bell-stop' })
    const treasury = stage.world.treasury.coins
    stage.act(agent, ride('bridge-stop'), { key: 'ride' })
    const facts = stage.run(LONGEST_TICKS)
    const line = { agent_id: 'a1000000', line: 'bridge-line' }
    expect(only(facts, 'tram_boarded')).toEqual([
      { type: 'tram_boarded', ...line, place: 'bell-stop', to: 'bridge-stop', coins: TRAM_FARE },
    ])
    expect(only(facts, 'tram_left')).toEqual([{ type: 'tram_left', ...line, place: 'bridge-stop' }])
    expect(only(facts, 'activity_finished')).toMatchObject([
      { activity: 'ride', action_id: 'act_ride', outcome: 'done', place: 'bridge-stop' },
    ])
    expect([agent.coins, stage.world.treasury.coins]).toEqual([100 - TRAM_FARE, treasury + TRAM_FARE])
    expect(observe(stage.world, agent.number)?.location.place).toBe('bridge-stop')
  })

  it('is where the timetable says at every tick, and nobody sees it; the bytes tell all of it', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'bell-stop' })
    stage.act(agent, ride('bridge-stop'))
    const way = must(coursesOf(stage.world)[0], 'a course')
    let moved = 0
    for (let tick = 0; tick < LONGEST_TICKS; tick++) {
      stage.tick()
      if (!agent.ride?.aboard) continue
      const { x, y } = tramPoint(way, tramAt(way, agent.ride.car, stepOf(stage.world)))
      expect(Math.abs((stage.world.motion.x[agent.slot] ?? 0) - x * UNITS_PER_METRE)).toBeLessThanOrEqual(1)
      expect(stage.world.motion.y[agent.slot]).toBe(y * UNITS_PER_METRE)
      expect(stage.world.motion.pose[agent.slot]).toBe(HIDDEN)
      expect(decodeWorld(tiny, encodeWorld(stage.world)).byNumber.get(agent.number)?.ride).toEqual(agent.ride)
      moved++
    }
    expect(moved).toBeGreaterThan(5)
    expect(stage.world.motion.pose[agent.slot]).not.toBe(HIDDEN)
  })

  it('is offered at a stop, to all stops of its line, to those who can pay', () => {
    const stage = new Stage()
    const offered = (options: { at: string; coins?: number }) => {
      const { number } = stage.agent(options)
      return observe(stage.world, number)?.available_actions.find(({ action }) => action === 'ride')?.targets
    }
    expect(offered({ at: 'bridge-stop' })).toEqual(['bell-stop', 'quay-stop', 'spice-stop'])
    expect(offered({ at: 'bridge-stop', coins: 1 })).toBeUndefined()
    expect(offered({ at: 'mill-corner' })).toBeUndefined()
  })

  it('takes the next tram when the one that stands there is full', () => {
    const stage = new Stage()
    const riders = Array.from({ length: TRAM_SEATS }, () => stage.agent({ at: 'bell-stop' }))
    stage.settle(riders.map((rider) => [rider, ride('spice-stop')]))
    const first = must(riders[0]?.ride, 'a ride')
    const late = stage.agent({ at: 'bell-stop' })
    stage.run(Math.trunc((first.boards - stepOf(stage.world)) / 10))
    late.activity = 'riding'
    late.target = stage.named('spice-stop').address
    late.ride = { ...first, aboard: false }
    stage.run(2)
    expect(riders.filter((rider) => rider.ride?.aboard)).toHaveLength(TRAM_SEATS)
    expect(late.ride?.aboard).toBe(false)
    expect(late.ride?.car).not.toBe(first.car)
    expect(late.ride?.boards).toBeGreaterThan(first.boards)
  })

  it('[ACT-6] another action gets off where the tram is', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'bell-stop' })
    stage.act(agent, ride('bridge-stop'))
    while (!agent.ride?.aboard) stage.tick()
    stage.run(6)
    const { facts } = stage.act(agent, { name: 'wait', parameters: { minutes: 5 } })
    expect(only(facts, 'activity_finished')).toMatchObject([{ activity: 'ride', outcome: 'interrupted' }])
    expect(agent.ride).toBeUndefined()
    expect(stage.world.motion.pose[agent.slot]).not.toBe(HIDDEN)
    expect(stage.act(agent, walk('bell-stop')).status).toBe('accepted')
  })
})

describe('a ride over the border', () => {
  it('[HND-1, CMD-3] ends once, at the stop, in the other district, by the timetable', () => {
    const { city, agent } = atBellStop()
    city.act(agent, ride('spice-stop'), 'far')
    const { alights } = must(city.get(agent).ride, 'a ride')
    for (let tick = 0; tick < LONGEST_TICKS; tick++) {
      city.ticks(1)
      expect(city.placesOf(agent)).toBe(1)
      expect(city.imbalance()).toBe(0)
      const world = must(city.homeOf(agent) ?? city.worlds[1], 'a district')
      if (stepOf(world) < alights) expect(only(city.facts, 'tram_left')).toEqual([])
    }
    expect(city.homeOf(agent)?.map.id).toBe('market')
    expect(only(city.facts, 'tram_left')).toMatchObject([{ place: 'spice-stop' }])
    const ends = only(city.facts, 'activity_finished').filter(({ activity }) => activity === 'ride')
    expect(ends).toMatchObject([{ action_id: 'act_far', outcome: 'done' }])
    expect(must(city.homeOf(agent), 'a district').motion.x[city.get(agent).slot]).toBe(442 * UNITS_PER_METRE)
  })

  it('gets off before the border when there is no room beyond', () => {
    const { city, agent } = atBellStop(new TwoDistricts({ city: fullCity() }))
    city.spawn(1)
    city.act(agent, ride('spice-stop'))
    city.ticks(LONGEST_TICKS)
    expect(city.homeOf(agent)?.map.id).toBe('old-town')
    expect(only(city.facts, 'activity_finished').at(-1)).toMatchObject({ activity: 'ride', outcome: 'failed' })
    expect(city.get(agent)).toMatchObject({ activity: 'idle', ride: undefined })
  })

  it('[HND-1, CMD-3] survives late messages and crashes at any moment', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), fc.nat(80), (luck, crash) => {
        const { city, agent } = atBellStop()
        city.act(agent, ride('spice-stop'))
        let draw = 0
        for (let tick = 0; tick < LONGEST_TICKS; tick++) {
          city.ticks(1, () => luck[draw++ % luck.length] ?? true)
          if (tick === crash) city.restart()
          expect([city.placesOf(agent), city.imbalance()]).toEqual([1, 0])
        }
        city.ticks(20)
        const { activity } = city.get(agent)
        expect(activity).toBe('idle')
        expect(['market', 'old-town']).toContain(city.homeOf(agent)?.map.id)
      }),
      { numRuns: 40 },
    )
  }, 30_000)

  it('goes on after the tram when the answer from beyond is late', () => {
    const { city, agent } = atBellStop()
    city.act(agent, ride('spice-stop'))
    while (!city.get(agent).ride?.aboard) city.ticks(1)
    city.ticks(30, () => false)
    expect(city.homeOf(agent)?.map.id).toBe('old-town')
    city.ticks(30)
    expect(only(city.facts, 'tram_left')).toMatchObject([{ place: 'spice-stop' }])
  })
})

it('every stop of the default city leads to every other of its line, and back', () => {
  const city = loadCity(parseScenario(readScenario('default')))
  const courses = city.tramways.map(({ course }) => course)
  for (const { stops } of city.scenario.trams ?? []) {
    for (const from of stops) {
      for (const to of stops) {
        const next = nextRide(courses, { from, to, step: 12_345 })
        expect(next === undefined).toBe(from === to)
      }
    }
  }
})
