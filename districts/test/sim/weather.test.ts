import { renderWords, type Weather, weathers } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, observe, routineBatch, settle } from '../../src/sim/index.ts'
import { FOUL_WALK_PER_STEP, SLOW_WALK_PER_STEP, WALK_PER_STEP } from '../../src/sim/limits.ts'
import { only, Stage, tiny } from './stage.ts'

function turn(stage: Stage, weather: Weather) {
  const event = { kind: 'weather', weather } as const
  const command = { kind: 'world_event', event_id: `sky/${weather}`, event } as const
  return settle(stage.world, [{ type: 'command', id: `sky/${weather}`, command }])
}

describe('the weather', () => {
  it('[CMD-1] is told by every district, and news in the first one only', () => {
    const [first, second] = [new Stage(), new Stage({ district: 1 })]
    const told = [first, second].map((stage) => turn(stage, 'rain').facts)
    for (const facts of told) expect(only(facts, 'weather_changed')).toMatchObject([{ weather: 'rain', was: 'clear' }])
    const news = told.map((facts) => only(facts, 'world_event').map(({ words }) => renderWords(words, new Map())))
    expect(news).toEqual([['It begins to rain.'], []])
  })

  it.each(weathers)('%s has words of its own', (weather) => {
    const stage = new Stage()
    stage.world.weather = weather === 'clear' ? 'rain' : 'clear'
    const [news] = only(turn(stage, weather).facts, 'world_event')
    expect(news && renderWords(news.words, new Map())).toMatch(/^[A-Z].*\.$/)
  })

  it('that does not turn is no news', () => {
    const stage = new Stage()
    expect(turn(stage, 'clear').facts).toEqual([])
  })

  it('[DET-1] is part of the state', () => {
    const stage = new Stage()
    turn(stage, 'storm')
    const again = decodeWorld(tiny, encodeWorld(stage.world))
    expect([again.weather, again.weatherTick]).toEqual(['storm', stage.world.tick])
  })

  it('is in what agents observe and minds are told', () => {
    const stage = new Stage()
    const agent = stage.agent({ streamed: false })
    turn(stage, 'fog')
    expect(observe(stage.world, agent.number)?.environment.weather).toBe('fog')
    while (!routineBatch(stage.world)) stage.tick()
    expect(routineBatch(stage.world)?.weather).toBe(weathers.indexOf('fog'))
  })
})

describe('its consequences', () => {
  /** What a tick of waiting takes of energy. */
  function wear(weather: Weather, where: { at?: string; inside?: string }): number {
    const stage = new Stage()
    const agent = stage.agent(where)
    stage.world.weather = weather
    const before = agent.energy
    stage.tick()
    return before - agent.energy
  }

  it.each<Weather>(['storm', 'snow', 'heat'])('%s tires who is outdoors, not who has a roof', (weather) => {
    expect(wear(weather, { at: 'fountain-square' })).toBeGreaterThan(wear('clear', { at: 'fountain-square' }))
    expect(wear(weather, { inside: 'quill-library' })).toBe(wear('clear', { inside: 'quill-library' }))
  })

  it('lets who lies in a swoon outdoors come round as soon as on any day', () => {
    const gain = (weather: Weather) => {
      const stage = new Stage()
      const agent = stage.agent({ at: 'fountain-square' })
      stage.world.weather = weather
      agent.energy = 0
      stage.tick()
      expect(agent.activity).toBe('fainted')
      stage.tick()
      return agent.energy
    }
    expect(gain('storm')).toBeGreaterThan(0)
    expect(gain('storm')).toBe(gain('clear'))
  })

  it.each<[Weather, number]>([
    ['clear', WALK_PER_STEP],
    ['rain', WALK_PER_STEP],
    ['snow', FOUL_WALK_PER_STEP],
    ['storm', FOUL_WALK_PER_STEP],
  ])('in %s one walks %i units a step', (weather, pace) => {
    const stage = new Stage()
    const [fed, starving] = [stage.agent(), stage.agent()]
    starving.hunger = 0
    stage.world.weather = weather
    stage.tick()
    expect(stage.world.motion.pace[fed.slot]).toBe(pace)
    expect(stage.world.motion.pace[starving.slot]).toBe(SLOW_WALK_PER_STEP)
  })

  it('who rests in the open is asked once more when it turns; who sits inside is not', () => {
    const stage = new Stage()
    stage.clock(12)
    stage.tick()
    const rests = stage.agent({ at: 'square-bench', streamed: false })
    const inside = stage.agent({ inside: 'quill-library', streamed: false })
    for (const one of [rests, inside]) {
      one.activity = 'resting'
      one.energy = 5_000_000
      one.leftMs = 3_600_000
    }
    const askedIn = (ticks: number) =>
      Array.from({ length: ticks }, () => (stage.tick(), routineBatch(stage.world)?.rows[0])).filter(Boolean)
    expect(askedIn(3)).toEqual([])
    turn(stage, 'rain')
    const asked = [routineBatch(stage.world)?.rows[0], ...askedIn(5)].filter(Boolean)
    expect(asked).toEqual([rests.number])
  })
})
