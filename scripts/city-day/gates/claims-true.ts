import { whereabouts } from '@civitas/districts/sim/space/places'
import {
  agentIdOf,
  type Fact,
  meansOf,
  MINUTES_PER_DAY,
  renderWords,
  residentOf,
  type Spoken,
  spokenOf,
} from '@civitas/schema'
import type { LockstepCity } from '../../lockstep/lockstep-city.ts'
import { textsOf } from '../../lockstep/texts.ts'
import { type Case, clockTime, describeWorst, eachBuiltIn, type Gate, type Moment } from '../gate.ts'
import { Past } from '../past.ts'

const MINUTE_MS = 60_000

/** How hearsay is marked: somewhere in the sentence stands one of these. */
const HEARSAY =
  /they say|people say|you heard|heard it|I heard|told me|word has it|hear it from|they tell|talk of the street/i

const TOMORROW = /tomorrow/i

/** Subjects whose sentences can be false. */
const claiming = /^(recount|same|gossip|nothing|invite)_?/

/**
 * What built-in residents tell of themselves has happened: the past is written down from the facts alone, and every claim is looked up in
 * it by who, what, where, with whom and when. What they tell of others is marked as hearsay in the sentence itself. That there is nothing
 * new is a claim, too, and so is that an hour comes today. A sentence whose meaning cannot be read counts as untrue. Greetings, questions
 * and replies claim nothing; agents from outside say what they like.
 */
export function claimsTrue(city: LockstepCity): Gate {
  const past = new Past()
  const texts = textsOf(city)
  const cases: Case[] = []
  /** The tick at which a resident last stood before a shut door. */
  const shutAt = new Map<number, number>()
  /** Where those stood who were let over a border: they are gone when we look at what befell them in their last tick. */
  let atBorder = new Map<string, string>()
  let claims = 0

  function judge({ day, minuteOfDay }: Moment, fact: Extract<Fact, { type: 'said' | 'told' }>): void {
    if ('text_id' in fact.words) return
    const spoken = spokenOf(fact.words)
    if (spoken && !claiming.test(spoken.subject)) return
    claims += 1
    const sentence = renderWords(fact.words, texts)
    if (spoken && isTrue(fact.agent_id, spoken, sentence)) return
    const who = texts.get(fact.agent_id) ?? fact.agent_id
    cases.push({ day, who, what: `${clockTime(minuteOfDay)} “${sentence}”`, rank: 0 })
  }

  function isTrue(speaker: string, spoken: Spoken, sentence: string): boolean {
    const now = minuteOf(city)
    if (spoken.subject === 'nothing_new') return !past.isShaken(speaker, now)
    const means = meansOf(spoken)
    if (means?.kind === 'recount') return past.holds(speaker, means, now)
    if (means?.kind === 'gossip') return HEARSAY.test(sentence)
    return means?.kind === 'invite' && means.minute_of_day > now % MINUTES_PER_DAY !== TOMORROW.test(sentence)
  }

  return {
    onTick(moment) {
      const left = new Map<string, string>()
      for (const { fact } of moment.facts) if (fact.type === 'building_left') left.set(fact.agent_id, fact.building)
      // Whoever stepped out in this tick was still inside when something befell it.
      const placesOf = (agentId: string) => [whereIs(city, agentId), left.get(agentId), atBorder.get(agentId)]
      for (const { fact } of moment.facts) past.record(fact, minuteOf(city), placesOf)
      for (const { fact } of moment.facts) if (fact.type === 'said' || fact.type === 'told') judge(moment, fact)
      atBorder = new Map()
      eachBuiltIn(moment, (resident, world) => {
        if (resident.pass === 'granted') atBorder.set(agentIdOf(resident.number), whereabouts(world, resident).id)
      })
    },
    onMinute(moment) {
      eachBuiltIn(moment, ({ number, shunned, shunnedTick }) => {
        const place = city.city.named[shunned]?.id
        if (place === undefined || shutAt.get(number) === shunnedTick) return
        shutAt.set(number, shunnedTick)
        past.recordShut(agentIdOf(number), place, minuteOf(city))
      })
    },
    verdicts: () => [
      {
        what: 'claims that are neither true nor marked as hearsay',
        note: `of ${claims}`,
        reached: cases.length,
        limit: 0,
        unit: 'claims',
        seen: describeWorst(cases),
      },
    ],
  }
}

function minuteOf({ cityMs }: LockstepCity): number {
  return Math.trunc(cityMs / MINUTE_MS)
}

function whereIs({ worlds }: LockstepCity, agentId: string): string | undefined {
  const number = residentOf(agentId)
  if (number === undefined) return undefined
  for (const world of worlds) {
    const resident = world.byNumber.get(number)
    if (resident) return whereabouts(world, resident).id
  }
  return undefined
}
