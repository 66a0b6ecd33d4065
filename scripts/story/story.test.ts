import { readScenario } from '@civitas/districts/scenario-file'
import type { Fact } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { concerns } from './chronicle.ts'
import { findResident } from './find-resident.ts'
import { chronicleOfSeed } from './from-lockstep.ts'
import { publishedIn } from './published.ts'
import { tellStory } from './tell.ts'

const names = new Map([
  [1, 'Ada Holm'],
  [2, 'Ada Vance'],
  [11, 'Bo Holm'],
])
const texts = new Map([
  ['a1', 'Ada Holm'],
  ['a11', 'Bo Holm'],
  ['canal-cafe', 'Canal Café'],
  ['soup', 'Soup'],
  ['plot-1', 'plot 1 in Old Town'],
  ['t_hall', 'Old Hall'],
  ['t_rest', 'Ada Rest'],
])
const MINUTE_MS = 60_000

function storyOf(...facts: [minute: number, fact: Fact][]): string {
  const needs = { energy: 90, hunger: 5, social: 50, purpose: 20 }
  return tellStory({
    resident: 1,
    name: 'Ada Holm',
    day: 1,
    facts: facts.map(([minute, fact]) => ({ cityMs: minute * MINUTE_MS, fact })),
    texts,
    plotNames: new Map([['plot-2', { text_id: 't_hall' }]]),
    condition: { needs, coins: 12 },
  })
}

describe('a resident is found', () => {
  it('by name in full or in part, and by number', () => {
    expect(findResident(names, 'ada vance').number).toBe(2)
    expect(findResident(names, 'Bo').number).toBe(11)
    expect([findResident(names, '#1').number, findResident(names, 'a11').number]).toEqual([1, 11])
  })

  it('never by guessing: unknown and ambiguous names are answered with the names that there are', () => {
    expect(() => findResident(names, 'Zoe')).toThrow(/Nobody.*Ada Holm \(1\), Ada Vance \(2\), Bo Holm \(11\)/)
    expect(() => findResident(names, 'Holm')).toThrow(/More than one.*Ada Holm \(1\), Bo Holm \(11\)/)
  })
})

describe('a story', () => {
  it('tells of a fire as whoever was in it lived through it', () => {
    const fire = { incident: 'calendar/fire/1', kind: 'fire', place: 'canal-cafe' } as const
    const story = storyOf(
      [600, { type: 'hurt', agent_id: 'a1', building: 'canal-cafe', incident: fire.incident }],
      [610, { type: 'rescued', agent_id: 'a1', building: 'canal-cafe', incident: fire.incident }],
      [620, { type: 'incident_joined', agent_id: 'a1', ...fire }],
      [640, { type: 'incident_ended', how: 'helped', helpers: ['a11', 'a1'], ...fire }],
      [641, { type: 'thanked', agent_id: 'a1', incident: fire.incident, coins: 10 }],
      [800, { type: 'healed', agent_id: 'a1', place: 'canal-cafe' }],
    )
    const lines = story.split('\n').map((line) => line.replace(/^ *\d\d:\d\d */, ''))
    expect(lines).toEqual(
      expect.arrayContaining([
        'breathes smoke as Canal Café catches fire',
        'is carried out of Canal Café',
        'fights the fire at Canal Café',
        'sees the fire go out',
        'gets 10 coins from the city, with thanks',
        'is well again',
      ]),
    )
  })

  it('tells of bonds, money and journeys from the side of whose story it is', () => {
    const [mine, theirs] = [
      { agent_id: 'a1', other: 'a11' },
      { agent_id: 'a11', other: 'a1' },
    ]
    const ride = { agent_id: 'a1', line: 'ring-line', place: 'canal-cafe' } as const
    const story = storyOf(
      [500, { type: 'tram_boarded', ...ride, to: 'canal-cafe', coins: 2 }],
      [510, { type: 'tram_left', ...ride }],
      [520, { type: 'lent', ...theirs, amount: 12, due_day: 6 }],
      [530, { type: 'repaid', ...mine, amount: 12, left: 0 }],
      [540, { type: 'stood_up', ...mine, place: 'canal-cafe' }],
      [550, { type: 'stood_up', ...theirs, place: 'canal-cafe' }],
      [560, { type: 'quarrelled', ...theirs, why: 'broken_promise' }],
      [570, { type: 'let_go', agent_id: 'a1', building: 'canal-cafe', why: 'absent' }],
    )
    const lines = story.split('\n').map((line) => line.replace(/^ *\d\d:\d\d */, ''))
    expect(lines.slice(2, 10)).toEqual([
      'takes the tram to Canal Café, for 2 coins',
      'gets off at Canal Café',
      'borrows 12 coins from Bo Holm, until day 6',
      'pays Bo Holm back 12 coins, and is quits',
      'has left Bo Holm waiting at Canal Café',
      'has waited in vain for Bo Holm',
      'has Bo Holm for an enemy, over a broken promise',
      'is let go at Canal Café, for staying away',
    ])
  })

  it('calls plots what they were called at the time', () => {
    const enter = (building: string): Fact => ({ type: 'building_entered', agent_id: 'a1', building })
    const story = storyOf(
      [600, enter('plot-1')],
      [610, enter('plot-2')],
      [620, { type: 'plot_named', agent_id: 'a1', plot: 'plot-1', words: { text_id: 't_rest' } }],
      [630, enter('plot-1')],
    )
    const lines = story.split('\n').map((line) => line.replace(/^ *\d\d:\d\d */, ''))
    expect(lines.slice(2, 6)).toEqual([
      'goes into plot 1 in Old Town',
      'goes into Old Hall',
      'names plot 1 in Old Town “Ada Rest”',
      'goes into Ada Rest',
    ])
  })

  it('names whoever helped among those whom the end concerns', () => {
    const end = { type: 'incident_ended', incident: 'x', kind: 'fire', place: 'canal-cafe', how: 'helped' } as const
    expect(concerns({ ...end, helpers: ['a11', 'a1'] }, 'a1')).toBe(true)
    expect(concerns({ ...end, helpers: ['a11'] }, 'a1')).toBe(false)
  })

  it('tells in the order of the day what was done, said and bought, and how it ended', () => {
    const story = storyOf(
      [480, { type: 'activity_started', agent_id: 'a1', activity: 'move_to', place: 'canal-cafe' }],
      [485, { type: 'building_entered', agent_id: 'a1', building: 'canal-cafe' }],
      [486, { type: 'said', agent_id: 'a11', words: { template: 'morning.0', args: ['a1'] }, place: 'canal-cafe' }],
      [487, { type: 'bought', agent_id: 'a1', building: 'canal-cafe', item: 'soup', quantity: 1, coins: 9 }],
      [500, { type: 'activity_started', agent_id: 'a1', activity: 'wait', doing: 'window_shopping' }],
    )
    expect(story).toContain('Ada Holm (#1), day 1, a Monday in spring')
    expect(story).toContain('08:00  sets out for Canal Café\n  08:05  goes into Canal Café')
    expect(story).toMatch(/08:06 {2}Bo Holm says: “.*Ada Holm.*”/)
    expect(story).toContain('08:07  buys soup for 9 coins at Canal Café')
    expect(story).toContain('08:20  looks at what the shops have')
    expect(story).toContain('At midnight: rested, starving, in company enough, restless')
    expect(story).toContain('12 coins in the purse')
  })

  it('does not tell twice what goes on, and never leaves a fact out because it is new', () => {
    const works = { type: 'activity_started', agent_id: 'a1', activity: 'work' } as const
    expect(storyOf([600, works], [610, works], [700, works]).match(/works/g)).toHaveLength(2)
    expect(storyOf([1, { type: 'undelivered', agent_id: 'a1', to: 'a11', what: 'pay', amount: 3 }])).toContain(
      'undelivered, Bo Holm, pay, amount 3',
    )
  })

  it('comes out of a lived day', { timeout: 60_000 }, async () => {
    const scenario = await readScenario('tiny')
    const story = tellStory(chronicleOfSeed({ scenario, seed: 1, who: '1', day: 1 }))
    expect(story.split('\n').length).toBeGreaterThan(20)
    expect(story).toContain('At midnight')
  })
})

describe('a page of a story', () => {
  it('names the command that tells it, and prints what that tells', () => {
    const page =
      '# A day\n\nTold by `npm run story -- --resident 12 --day 3 --seed 4`.\n\n```text\nAda\n\n  06:00  gets up\n```\n'
    expect(publishedIn(page)).toEqual({ who: '12', day: 3, seed: 4, text: 'Ada\n\n  06:00  gets up' })
    expect(() => publishedIn(page.replace('--seed 4', ''))).toThrow('no command')
  })
})
