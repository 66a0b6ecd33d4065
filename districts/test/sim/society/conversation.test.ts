// Who talks with whom, and what is passed on.
import { agentIdOf, experienceKinds, type Means, meansKinds, ROUTINE_COLUMNS } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, observe, routineBatch } from '../../../src/sim/index.ts'
import { ENCOUNTER_TICKS, HEARSAY_MAX } from '../../../src/sim/limits/people.ts'
import { bondWith, openBond } from '../../../src/sim/society/bonds.ts'
import { conversationWith } from '../../../src/sim/society/conversation.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import { companyColumns } from '../../../src/sim/reads/company.ts'
import { hearsay, remember } from '../../../src/sim/society/experiences.ts'
import { itemsOf, Stage, tiny } from '../stage.ts'
import { TwoDistricts } from '../two-districts.ts'

const words = { text_id: 't_hello' }
const say = (to: Resident | undefined, means?: Means) => {
  const meant = { ...(to && { to: agentIdOf(to.number) }), ...(means && { means }) }
  return { name: 'say', parameters: { words, ...meant } } as const
}
const fallenOut = (about: Resident, other: Resident): Means => {
  const [a, b] = [agentIdOf(about.number), agentIdOf(other.number)]
  return { kind: 'gossip', about: a, what: 'quarrelled', when: 'today', other: b }
}
const fainted = (about: Resident): Means => {
  return { kind: 'gossip', about: agentIdOf(about.number), what: 'fainted', when: 'today', place: 'fountain-square' }
}
const four = (stage: Stage) => {
  return [0, 1, 2, 3].map(() => stage.agent({ at: 'fountain-square' })) as [Resident, Resident, Resident, Resident]
}
/** What a built-in mind in its place would tell the other one. */
const topicOf = ({ world }: Stage, resident: Resident, partner: Resident) => {
  const at = ROUTINE_COLUMNS.indexOf('topicWhat') - ROUTINE_COLUMNS.indexOf('partner')
  return experienceKinds[companyColumns(world, resident, partner.number, false)[at] ?? -1]
}

describe('a conversation', () => {
  it('is between speaker and whom it is meant for, and counts its sentences', () => {
    const stage = new Stage()
    const [one, two, three] = four(stage)
    const { result } = stage.act(one, say(three, { kind: 'greet' }))
    expect(conversationWith(stage.world, three, one.number)).toMatchObject({ turns: 1, heard: { kind: 0 } })
    expect(conversationWith(stage.world, two, one.number)).toBeUndefined()
    expect(itemsOf(result, three)).toMatchObject([{ to_you: true, means: { kind: 'greet' } }])
    expect(itemsOf(result, two)[0]).not.toHaveProperty('to_you')
    stage.act(three, say(one))
    expect(conversationWith(stage.world, three, one.number)).toMatchObject({ turns: 2, heard: undefined })
    stage.run(ENCOUNTER_TICKS + 1)
    expect(conversationWith(stage.world, three, one.number)).toBeUndefined()
  })

  it('[DET-1] is part of the state, and shows in what agents observe', () => {
    const stage = new Stage()
    const [one, two] = four(stage)
    const ate = { kind: 'recount', what: 'ate', when: 'today', place: 'canal-cafe', item: 'bread' } as const
    stage.act(one, say(two, ate))
    const bytes = encodeWorld(stage.world)
    expect(encodeWorld(decodeWorld(tiny, bytes))).toEqual(bytes)
    const observed = observe(stage.world, two.number)
    expect(observed?.messages).toMatchObject([{ from: agentIdOf(one.number), means: ate }])
    expect(observed?.self.relationships).toMatchObject([{ agent_id: agentIdOf(one.number), standing: 'acquainted' }])
  })

  it('a built-in mind is asked to answer, and told what there is to answer', () => {
    const stage = new Stage()
    const [one] = four(stage)
    const resident = stage.agent({ at: 'fountain-square', streamed: false })
    resident.activity = 'waiting'
    resident.leftMs = 3_600_000
    stage.act(one, say(resident, { kind: 'ask' }))
    const asked = [0, 1, 2].some(() => {
      stage.tick()
      const rows = routineBatch(stage.world)?.rows ?? new Int32Array()
      return rows.includes(meansKinds.indexOf('ask')) && rows.includes(one.number)
    })
    expect(asked).toBe(true)
  })
})

describe('gossip', () => {
  it('is remembered as hearsay with its source, and weighs on what one thinks of somebody one never met', () => {
    const stage = new Stage()
    const [teller, listener, about, other] = four(stage)
    stage.act(teller, say(listener, fallenOut(about, other)))
    expect(listener.experiences.filter(({ source }) => source !== 0)).toMatchObject([
      { kind: 'quarrelled', who: about.number, other: other.number, source: teller.number },
    ])
    expect(bondWith(listener, about.number)).toMatchObject({ metDay: 0, last: 'heard_of', familiarity: 0 })
    expect(bondWith(listener, about.number)?.affection).toBeLessThan(0)
  })

  it('weighs more from somebody one trusts, and nothing to whom it is about', () => {
    const stage = new Stage()
    const [teller, listener, about, other] = four(stage)
    openBond(stage.world, listener, teller.number).trust = 900
    stage.act(teller, say(listener, fallenOut(about, other)))
    stage.act(teller, say(other, fallenOut(about, other)))
    stage.act(teller, say(about, fallenOut(about, other)))
    expect(bondWith(listener, about.number)?.affection).toBeLessThan(-15)
    const heard = [about, other].flatMap(({ experiences }) => experiences.filter(({ source }) => source !== 0))
    expect([bondWith(other, about.number), heard]).toEqual([undefined, []])
  })

  it('a story that was told three times is told out', () => {
    const stage = new Stage()
    const [one, two] = four(stage)
    const place = stage.named('canal-cafe').address
    const kind = experienceKinds[0]
    one.experiences.push({ kind, day: 1, minute: 600, place, who: 0, other: 0, what: 0, source: 0, told: 0, toldTo: 0 })
    const ate = { kind: 'recount', what: kind, when: 'today', place: 'canal-cafe', item: 'bread' } as const
    for (let time = 0; time < 3; time++) stage.act(one, say(two, ate))
    expect(one.experiences[0]?.told).toBe(3)
  })

  it('a story is not told again to who heard it, nor to who told it, and is to anybody else', () => {
    const stage = new Stage()
    const [one, two, three, about] = four(stage)
    remember(stage.world, one, { kind: 'fainted' })
    expect(topicOf(stage, one, two)).toBe('fainted')
    stage.act(one, say(two, { kind: 'recount', what: 'fainted', when: 'today', place: 'fountain-square' }))
    expect([topicOf(stage, one, two), topicOf(stage, one, three)]).toEqual([undefined, 'fainted'])
    expect(encodeWorld(decodeWorld(tiny, encodeWorld(stage.world)))).toEqual(encodeWorld(stage.world))
    stage.act(one, say(two, fallenOut(about, three)))
    const other = stage.agent({ at: 'fountain-square' })
    expect(topicOf(stage, two, other)).toBe('fainted')
    // The same news from the other side: what was known is not told back.
    stage.act(other, say(two, fallenOut(three, about)))
    stage.act(other, say(two, fainted(one)))
    expect(two.experiences.filter(({ kind }) => kind === 'quarrelled')).toHaveLength(1)
    expect(topicOf(stage, two, other)).toBe('met')
  })

  it('the rare is told before what is heard all the time, and kept in mind longer', () => {
    const stage = new Stage()
    const [one, two, about] = four(stage)
    remember(stage.world, one, { kind: 'stood_up', other: about.number })
    remember(stage.world, one, { kind: 'befriended', other: about.number })
    expect(topicOf(stage, one, two)).toBe('stood_up')
    const place = stage.named('canal-cafe').address
    const story = { place, who: about.number, source: one.number }
    for (const kind of ['fainted', 'befriended'] as const) hearsay(stage.world, two, { ...story, kind, other: 0 })
    for (let other = 50; other < 50 + HEARSAY_MAX; other++)
      hearsay(stage.world, two, { ...story, kind: 'befriended', other })
    expect(two.experiences.map(({ kind }) => kind)).toContain('fainted')
  })
})

describe('over the border', () => {
  it('[CMD-1] meaning and conversation reach who is told', () => {
    const both = new TwoDistricts()
    const [one, two] = [both.spawn(0), both.spawn(1)]
    both.act(one, { name: 'tell', parameters: { agent: agentIdOf(two), words, means: { kind: 'ask' } } })
    both.ticks(3)
    expect(both.items.get(two)?.at(-1)).toMatchObject({ kind: 'message', means: { kind: 'ask' }, to_you: true })
    expect(both.get(two).conversation).toMatchObject({
      with: one,
      turns: 1,
      heard: { kind: meansKinds.indexOf('ask') },
    })
    expect(both.get(one).conversation).toMatchObject({ with: two, turns: 1 })
    expect(bondWith(both.get(two), one)?.last).toBe('talked')
  })
})
