// Conversations of built-in minds: a beginning, answers that take up what was said, an end.
import { experienceKinds, type Means, meansKinds, renderWords, type SimAction, weathers } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { batchOf, CAFE, type Column, map } from '../../../test/helpers.ts'
import { lexiconOf, packDecisions, unpackDecisions } from '../../pool/decision-columns.ts'
import { decide } from '../routine.ts'

const names = new Map([
  ['a9', 'Ines Brandt'],
  ['a12', 'Bruno Wilde'],
  ['a13', 'Ada Kern'],
  ['canal-cafe', 'Canal Café'],
])
const outside = { building: -1, x: 60, y: 10, place: 0 }
const kind = (what: (typeof experienceKinds)[number]) => experienceKinds.indexOf(what)
const means = (what: Means['kind']) => meansKinds.indexOf(what)

/** Its words in many moments: text, subject and meaning. */
function said(resident: Partial<Record<Column, number>>, minute = 1_100) {
  return Array.from({ length: 120 }, (_, at) => {
    const action = decide(map, { ...batchOf(minute, { ...outside, ...resident }), tick: 1_000 + at }, 0)?.action
    if (action?.name !== 'say' && action?.name !== 'tell')
      return { text: '', subject: 'nothing', means: undefined, action }
    const { words } = action.parameters
    const subject = 'template' in words ? words.template.split('.')[0] : ''
    return { text: renderWords(words, names), subject, means: action.parameters.means, action }
  })
}

const subjectsOf = (lines: ReturnType<typeof said>) => new Set(lines.map(({ subject }) => subject))
const answering = { busy: 1, speaker: 9, turns: 3, said: means('greet'), heard: -1 }

describe('a conversation', () => {
  it('begins with a greeting by first name, that fits the hour', () => {
    const lines = said({ neighbour: 9 }, 620)
    expect(subjectsOf(lines)).toEqual(new Set(['greet_morning']))
    expect(lines[0]?.means).toEqual({ kind: 'greet' })
    expect(lines.every(({ text }) => text.includes('Ines') && !text.includes('Brandt'))).toBe(true)
  })

  it('is warmer among friends, cool among those who do not get on, and not begun with whom one is at odds', () => {
    expect(subjectsOf(said({ neighbour: 9, standing: 1 }))).toContain('greet_friend')
    expect(subjectsOf(said({ neighbour: 9, affection: -300 }))).toEqual(new Set(['greet_cool']))
    expect(subjectsOf(said({ neighbour: 9, standing: 2 }))).toEqual(new Set(['nothing']))
  })

  it('answers a greeting with a greeting, once', () => {
    const greeted = { busy: 1, speaker: 9, turns: 1, heard: means('greet') }
    expect(subjectsOf(said(greeted))).toContain('greet_evening')
    expect(subjectsOf(said({ ...greeted, turns: 3, said: means('greet') }))).not.toContain('greet_evening')
  })

  it('answers a question with what really happened, or with nothing', () => {
    const asked = { ...answering, heard: means('ask') }
    expect(subjectsOf(said(asked))).toEqual(new Set(['nothing_new']))
    expect(subjectsOf(said({ ...asked, shaken: 1 }))).toEqual(new Set(['put_off']))
    const story = { topicWhat: kind('ate'), topicPlace: CAFE, topicItem: 2, topicWhen: 2 }
    const lines = said({ ...asked, ...story })
    expect(subjectsOf(lines)).toEqual(new Set(['recount_ate']))
    expect(lines[0]?.means).toEqual({
      kind: 'recount',
      what: 'ate',
      place: 'canal-cafe',
      item: 'stew',
      when: 'yesterday',
    })
    for (const { text } of lines) expect(text).toMatch(/stew.*Canal Café|Canal Café.*stew/)
  })

  it('takes up what was just said: its place, its food, its people', () => {
    const heard = { ...answering, heard: means('recount'), heardPlace: CAFE }
    const replies = said({ ...heard, heardWhat: kind('ate'), heardItem: 1 }).filter(
      ({ subject }) => subject === 'reply_food',
    )
    expect(replies.length).toBeGreaterThan(40)
    for (const { text } of replies) expect(text).toMatch(/sandwich|Canal Café/)
    const same = said({ ...heard, heardWhat: kind('ate'), heardItem: 1, sameWhat: kind('ate'), sameBy: 1, sameWhen: 1 })
    expect(same.find(({ subject }) => subject === 'same_food')?.means).toMatchObject({ what: 'ate', item: 'sandwich' })
  })

  it('marks what it has only heard as gossip', () => {
    const story = { topicWhat: kind('befriended'), topicPlace: CAFE, topicWho: 12, topicOther: 13, topicWhen: 3 }
    const lines = said({ ...answering, heard: means('ask'), ...story })
    expect(lines[0]?.means).toMatchObject({ kind: 'gossip', about: 'a12', what: 'befriended', other: 'a13' })
    for (const { text } of lines)
      expect(text).toMatch(/they say|people say|told me|heard|word has it|they tell|talk of the street/i)
  })

  it('ends: with a farewell when there were words enough, an answer to a farewell, and silence after that', () => {
    expect(subjectsOf(said({ ...answering, turns: 20 }))).toEqual(new Set(['farewell']))
    expect(subjectsOf(said({ ...answering, heard: means('farewell') }))).toEqual(new Set(['farewell']))
    const over = { ...answering, said: means('farewell'), heard: means('farewell') }
    expect(subjectsOf(said(over))).toEqual(new Set(['nothing']))
  })

  it('lasts longer among those who like each other, and is short at work', () => {
    const ended = (resident: Partial<Record<Column, number>>, minute = 1_100) =>
      subjectsOf(said({ ...answering, ...resident }, minute)).has('farewell')
    expect([
      ended({ turns: 9 }),
      ended({ turns: 9, affection: 500 }),
      ended({ turns: 6, affection: 500 }, 600),
    ]).toEqual([true, false, true])
  })

  it('goes over the border by `tell`', () => {
    expect(said({ ...answering, isFar: 1 })[0]?.action).toMatchObject({ name: 'tell', parameters: { agent: 'a9' } })
  })
})

describe('sentences between threads', () => {
  it('are the same after packing', () => {
    const story = { topicWhat: kind('studied'), topicPlace: 4, topicItem: 3, topicWhen: 1 }
    const lines = [
      ...said({ ...answering, heard: means('ask'), ...story }),
      ...said({
        ...answering,
        isFar: 1,
        heard: means('recount'),
        heardWhat: kind('ate'),
        heardItem: 1,
        heardPlace: CAFE,
      }),
    ]
    const decisions = lines.map(({ action }, at) => ({ resident: at + 1, action: action as SimAction }))
    const lexicon = lexiconOf(map)
    expect(unpackDecisions(lexicon, packDecisions(lexicon, decisions))).toEqual(decisions)
  })
})

it('in foul weather one speaks of the sky, in fair weather of other things', () => {
  const lines = (weather: number) =>
    Array.from({ length: 80 }, (_, at) => {
      const batch = {
        ...batchOf(1_100, { ...outside, ...answering, heard: means('recount') }),
        tick: 1_000 + at,
        weather,
      }
      const action = decide(map, batch, 0)?.action
      return action?.name === 'say' && 'template' in action.parameters.words ? action.parameters.words.template : ''
    })
  const spoken = lines(weathers.indexOf('snow')).filter((template) => template.startsWith('sky_snow'))
  expect(spoken.length).toBeGreaterThan(5)
  expect(lines(weathers.indexOf('clear')).filter((template) => template.startsWith('sky_'))).toEqual([])
})
