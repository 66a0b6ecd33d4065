import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionParameters, meansKinds, renderWords, ROUTINE_COLUMNS, type Weather, weathers } from '@civitas/schema'
import { batchOf, CAFE, type Column, crowd, HOME, KIOSK, map, OFFICE } from '../../test/helpers.ts'
import { decide, decideBatch } from './routine.ts'

/** What the resident does, as `name target`. */
function choice(minute: number, resident: Partial<Record<Column, number>>): string {
  const action = decide(map, batchOf(minute, resident), 0)?.action
  if (!action) return 'nothing'
  const { place, building, item } = action.parameters as { place?: string; building?: string; item?: string }
  return [action.name, place ?? building ?? item].filter(Boolean).join(' ')
}

/** At home, without a job but with coins. */
const jobless = { work: -1, shiftFrom: -1, shiftTo: -1, coins: 200 }
const outside = { building: -1, x: 60, y: 10 }

describe('a routine mind', () => {
  it.each<[string, number, Partial<Record<Column, number>>, string]>([
    ['sleeps at home at three in the morning', 180, {}, 'rest'],
    ['walks home when it is late', 1430, outside, 'move_to elm-house'],
    ['enters its home when it stands at the door', 1430, { ...outside, doorOf: HOME }, 'enter elm-house'],
    ['leaves the tavern when it is late', 1430, { building: 5 }, 'leave'],
    ['sleeps on the nearest bench when it has no home', 180, { ...outside, home: -1 }, 'move_to willow-bench'],
    ['leaves home in time for the shift', 529, {}, 'leave'],
    ['walks to work', 532, outside, 'move_to coin-office'],
    ['enters its workplace', 535, { ...outside, doorOf: OFFICE }, 'enter coin-office'],
    ['waits inside until the shift begins', 535, { building: OFFICE }, 'wait'],
    ['works during the shift', 600, { building: OFFICE }, 'work'],
    [
      'works on after midnight when the shift says so',
      20,
      { building: OFFICE, shiftFrom: 1000, shiftTo: 1500 },
      'work',
    ],
    ['does not work when the shift is over', 1021, { building: OFFICE }, 'leave'],
    ['eats from the bag when hungry, also at work', 600, { building: OFFICE, hunger: 3_000 }, 'eat'],
    ['goes out for lunch when the bag is empty', 779, { building: OFFICE, hunger: 4_800, food: 0, x: 100 }, 'leave'],
    ['walks to the nearest shop for lunch', 779, { ...outside, x: 100, hunger: 4_800, food: 0 }, 'move_to canal-cafe'],
    ['enters the shop', 779, { building: -1, x: 120, doorOf: CAFE, hunger: 4_800, food: 0 }, 'enter canal-cafe'],
    ['buys what the shop has', 779, { building: CAFE, x: 120, hunger: 4_800, food: 0 }, 'buy sandwich'],
    ['goes to the kiosk when all else is closed', 200, { ...outside, hunger: 500, food: 0 }, 'move_to bridge-kiosk'],
    ['starves rather than steals', 200, { ...outside, hunger: 500, food: 0, coins: 0 }, 'move_to elm-house'],
    [
      'buys at the window of a kiosk',
      200,
      { building: -1, doorOf: KIOSK, hunger: 500, food: 0, y: 60 },
      'buy sandwich',
    ],
    ['takes work where hands are wanted', 600, { building: OFFICE, work: -1, shiftFrom: -1, coins: 5 }, 'work'],
    ['goes to ask for work', 600, { ...outside, work: -1, shiftFrom: -1, coins: 5 }, 'move_to coin-office'],
    ['lies down before it faints', 600, { building: HOME, energy: 300 }, 'rest'],
    ['speaks to a neighbour', 1100, { ...outside, neighbour: 9 }, 'say'],
    ['stays for an answer', 1100, { ...outside, neighbour: 9, spokeTicksAgo: 2 }, 'wait'],
    ['says nothing to sleepers at home', 180, { neighbour: 9 }, 'rest'],
    [
      'looks for another shop when turned away',
      779,
      { building: -1, x: 120, doorOf: CAFE, hunger: 1_000, food: 0, lastRefusal: 1, shunned: CAFE },
      'move_to bridge-kiosk',
    ],
    ['has no picnic on the way to work', 532, { ...outside, hunger: 4_000 }, 'move_to coin-office'],
    [
      'takes a nap at home when its strength would not last until bedtime',
      1_200,
      { ...jobless, energy: 1_400 },
      'rest',
    ],
    ['pauses after a refusal', 1100, { ...outside, lastRefusal: 1, doorOf: KIOSK }, 'wait'],
  ])('%s', (_story, minute, resident, expected) => {
    expect(choice(minute, resident)).toBe(expected)
  })

  it('buys what is cheapest when it has few coins, and nothing that it cannot pay', () => {
    const hungry = { building: CAFE, hunger: 1_000, food: 0 }
    expect(choice(779, { ...hungry, coins: 7 })).toBe('buy bread')
    expect(choice(779, { ...hungry, coins: 4 })).not.toContain('buy')
  })

  it('buys where it stands, whatever it fancied on the way', () => {
    const hungry = { ...outside, x: 10, y: 60, doorOf: KIOSK, hunger: 2_000, food: 0 }
    const quarters = [700, 800, 1_000, 1_090].flatMap((minute) =>
      Array.from({ length: 30 }, (_, at) => choice(minute, { ...hungry, ...jobless, ...hungry, resident: at + 1 })),
    )
    expect(new Set(quarters)).toEqual(new Set(['buy sandwich']))
  })

  it('goes on homewards once it is exhausted: every step costs more than it saves', () => {
    const onDuty = (x: number, energy: number) => choice(700, { ...outside, x, energy }) !== 'move_to elm-house'
    let energy = 3_000
    while (onDuty(500, energy)) energy -= 1
    // A minute awake takes 8.34 of 10,000; one walks nine metres in it.
    for (let x = 500; x > 20; x -= 9) {
      expect(onDuty(x, Math.trunc(energy)), `${x} m`).toBe(false)
      energy -= 8.34
    }
  })

  it('keeps strength for a storm on the way home', () => {
    const far = { ...outside, x: 300, ...jobless, energy: 1_300 }
    const heads = (weather: Weather) =>
      Array.from({ length: 20 }, (_, at) => {
        const batch = { ...batchOf(700, { ...far, resident: at + 1 }), weather: weathers.indexOf(weather) }
        return JSON.stringify(decide(map, batch, 0)?.action)
      })
    const home = '{"name":"move_to","parameters":{"place":"elm-house"}}'
    expect(new Set(heads('storm'))).toEqual(new Set([home]))
    expect(heads('clear').filter((action) => action !== home)).not.toEqual([])
  })

  it('keeps to a plan for a stretch of free time instead of dithering', () => {
    const plans = [0, 10, 20, 30].map((later) => {
      const batch = { ...batchOf(1121 + later, { ...outside, food: 2 }), tick: 500 + 30 * later }
      return JSON.stringify(decide(map, batch, 0)?.action)
    })
    expect(new Set(plans).size).toBe(1)
  })

  describe('when the weather turns', () => {
    const idlers = (more: Partial<Record<Column, number>>) =>
      Array.from({ length: 200 }, (_, at) => ({
        ...outside,
        resident: at + 1,
        work: -1,
        shiftFrom: -1,
        coins: 200,
        ...more,
      }))
    const goals = (weather: Weather, more: Partial<Record<Column, number>> = {}) => {
      const batch = { ...batchOf(1_000, ...idlers(more)), weather: weathers.indexOf(weather) }
      return decideBatch(map, batch).decisions.flatMap(({ action }) => (action.name === 'move_to' ? [action] : []))
    }
    const among = (moves: ReturnType<typeof goals>, ...ids: string[]) =>
      moves.filter(({ parameters: { place } }) => ids.includes(place)).length

    it('rain and storm send people from the park to where there is a roof', () => {
      const open = ['park-pond', 'willow-bench', 'fountain-square']
      const clear = among(goals('clear'), ...open)
      expect(among(goals('rain'), ...open)).toBeLessThan(clear / 3)
      expect(among(goals('storm'), ...open)).toBe(0)
      expect(among(goals('rain'), 'canal-cafe', 'drum-tavern')).toBeGreaterThan(
        among(goals('clear'), 'canal-cafe', 'drum-tavern'),
      )
    })

    it('heat sends them to the shade', () => {
      expect(among(goals('heat'), 'park-pond')).toBeGreaterThan(among(goals('clear'), 'park-pond'))
      expect(among(goals('heat'), 'fountain-square')).toBeLessThan(among(goals('clear'), 'fountain-square'))
    })

    it('after sunset fewer go to the park; in winter that is in the afternoon', () => {
      const parkGoers = (day: number) => {
        const batch = { ...batchOf(1_030, ...idlers({})), day }
        const moves = decideBatch(map, batch).decisions.flatMap(({ action }) =>
          action.name === 'move_to' ? [action] : [],
        )
        return among(moves, 'park-pond')
      }
      const days = Array.from({ length: 8 }, (_, at) => at)
      const sum = (from: number) => days.reduce((all, day) => all + parkGoers(from + day), 0)
      expect(sum(86)).toBeLessThan(sum(30))
    })

    it('who lingers in the open breaks it off for a roof; who is busy otherwise does not', () => {
      const lingering = { busy: 1, lingers: 1 }
      expect(goals('rain', lingering).length).toBeGreaterThan(100)
      expect(goals('clear', lingering)).toEqual([])
      expect(goals('rain', { busy: 1 })).toEqual([])
    })
  })

  it('differs from resident to resident', () => {
    const residents = Array.from({ length: 60 }, (_, at) => ({
      ...outside,
      resident: at + 1,
      work: -1,
      shiftFrom: -1,
      coins: 200,
    }))
    const { decisions } = decideBatch(map, batchOf(900, ...residents))
    const targets = new Set(decisions.map(({ action }) => JSON.stringify(action.parameters)))
    expect(targets.size).toBeGreaterThanOrEqual(5)
  })

  it('names the listener and a place in what it says, by id', () => {
    const names = new Map([['a9', 'Ines']])
    const said = Array.from({ length: 40 }, (_, at) => {
      const batch = { ...batchOf(1100, { ...outside, neighbour: 9 }), tick: at }
      const action = decide(map, batch, 0)?.action
      return action?.name === 'say' ? renderWords(action.parameters.words, names) : 'nothing'
    })
    expect(new Set(said).size).toBeGreaterThanOrEqual(4)
    expect(said.some((line) => line.includes('Ines'))).toBe(true)
  })
})

const column = fc.record({
  energy: fc.nat(10_000),
  hunger: fc.nat(10_000),
  social: fc.nat(10_000),
  purpose: fc.nat(10_000),
  coins: fc.nat(500),
  building: fc.integer({ min: -1, max: map.buildings.length - 1 }),
  doorOf: fc.integer({ min: -1, max: map.buildings.length - 1 }),
  home: fc.integer({ min: -1, max: map.buildings.length - 1 }),
  work: fc.integer({ min: -1, max: map.buildings.length - 1 }),
  shiftFrom: fc.integer({ min: -1, max: 1439 }),
  shiftTo: fc.integer({ min: -1, max: 2880 }),
  food: fc.nat(5),
  neighbour: fc.nat(2_000_000),
  lastRefusal: fc.nat(1),
  spokeTicksAgo: fc.nat(5_000),
  x: fc.nat(4_096),
  y: fc.nat(4_096),
  place: fc.integer({ min: -1, max: map.places.length - 1 }),
  speaker: fc.constantFrom(0, 3, 1_000_001),
  busy: fc.nat(1),
})

describe('a routine mind with time on its hands', () => {
  /** What it does in many moments. */
  const doings = (minute: number, resident: Partial<Record<Column, number>>) =>
    Array.from({ length: 300 }, (_, at) => {
      const batch = {
        ...batchOf(minute, { work: -1, shiftFrom: -1, coins: 200, ...resident, resident: at + 1 }),
        tick: at,
        day: at,
        vacancies: new Int32Array(map.buildings.length),
      }
      return decide(map, batch, 0)?.action.name
    })

  it('plays on squares, more when it is lonely', () => {
    const square = { building: -1, place: 0, x: 60, y: 10 }
    const [content, lonely] = [9_000, 1_000].map((social) => {
      return doings(900, { ...square, social }).filter((name) => name === 'play').length
    })
    expect(content).toBeGreaterThan(10)
    expect(lonely).toBeGreaterThan(content ?? 0)
  })

  it('studies in the library', () => {
    expect(doings(900, { building: 4, x: 60, y: 60 }).filter((name) => name === 'study').length).toBeGreaterThan(20)
  })

  it('greets with a hand at times when it is busy, and never answers a line so', () => {
    const busy = { building: -1, x: 60, y: 10, busy: 1, speaker: 9, heard: meansKinds.indexOf('greet') }
    const greetings = doings(900, busy)
    expect(greetings.filter((name) => name === 'wave').length).toBeGreaterThan(50)
    expect(greetings.filter((name) => name === 'say').length).toBeGreaterThan(50)
    expect(doings(900, { ...busy, said: 0, turns: 2 })).not.toContain('wave')
  })
})

describe('every decision of a routine mind', () => {
  it('is a valid action of a known resident, speaks in templates, and is the same every time [DET-1, DET-5]', () => {
    fc.assert(
      fc.property(column, fc.nat(1_439), fc.nat(1_000_000), (resident, minute, tick) => {
        const batch = { ...batchOf(minute, resident), tick }
        const decision = decide(map, batch, 0)
        expect(decide(map, batch, 0)).toEqual(decision)
        expect(decision !== undefined || resident.busy === 1).toBe(true)
        if (!decision) return
        if (resident.busy === 1) expect(['say', 'tell', 'wave']).toContain(decision.action.name)
        expect(decision.resident).toBe(7)
        const { name, parameters } = decision.action
        if (name === 'say' || name === 'tell') {
          expect(parameters.words).toMatchObject({ template: expect.any(String), args: expect.any(Array) })
          expect(renderWords(parameters.words, new Map())).not.toMatch(/[{}…]/)
          expect(name === 'say' || actionParameters.tell.shape.agent.safeParse(parameters.agent).success).toBe(true)
        } else {
          expect(actionParameters[name].safeParse(parameters)).toMatchObject({ success: true })
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('survives a map of nothing but paths', () => {
    const empty = { ...map, buildings: [], places: [] }
    const batch = batchOf(600, { building: -1, home: -1, work: -1, shiftFrom: -1, shiftTo: -1 })
    const { decisions, failed } = decideBatch(empty, {
      ...batch,
      mealPrice: new Int32Array(),
      mealItem: new Int32Array(),
      cheapPrice: new Int32Array(),
      cheapItem: new Int32Array(),
      vacancies: new Int32Array(),
    })
    expect(failed).toBe(0)
    expect(decisions).toHaveLength(1)
  })

  it('is lost without hurting the others when one mind fails', () => {
    const { decisions, failed } = decideBatch(
      map,
      batchOf(600, { building: OFFICE }, { work: 99, building: -1 }, { building: OFFICE }),
    )
    expect(failed).toBe(1)
    expect(decisions.map(({ resident }) => resident)).toEqual([7, 9])
  })

  it('is made for each row of a crowd at every hour', () => {
    for (let minute = 0; minute < 1_440; minute += 97) {
      const batch = crowd(200, minute)
      const { decisions, failed } = decideBatch(map, batch)
      expect([failed, decisions.length]).toEqual([0, batch.rows.length / ROUTINE_COLUMNS.length])
    }
  })
})
