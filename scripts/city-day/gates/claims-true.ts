import { whereabouts } from '@civitas/districts/sim/space/places'
import { agentIdOf, type Fact, meansOf, renderWords, residentOf, spokenOf } from '@civitas/schema'
import type { LockstepCity } from '../../lockstep/lockstep-city.ts'
import { textsOf } from '../../lockstep/texts.ts'
import { type Case, clockTime, describeWorst, eachBuiltIn, type Gate, type Moment } from '../gate.ts'
import { Past } from '../past.ts'

const MINUTE_MS = 60_000

/** How hearsay is marked: somewhere in the sentence stands one of these. */
const HEARSAY =
  /they say|people say|you heard|heard it|I heard|told me|word has it|hear it from|they tell|talk of the street/i

/**
 * What built-in residents tell of themselves has happened: the past is written down from the facts alone, and every claim is looked up in
 * it by who, what, where, with whom and when. What they tell of others is marked as hearsay in the sentence itself. A sentence whose
 * meaning cannot be read counts as untrue. Greetings, questions and replies claim nothing; agents from outside say what they like.
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
    const means = spoken && meansOf(spoken)
    if (spoken && means?.kind !== 'recount' && means?.kind !== 'gossip') return
    claims += 1
    const sentence = renderWords(fact.words, texts)
    const isMarked = means?.kind === 'gossip' && HEARSAY.test(sentence)
    if (isMarked || (means?.kind === 'recount' && past.holds(fact.agent_id, means, minuteOf(city)))) return
    const who = texts.get(fact.agent_id) ?? fact.agent_id
    cases.push({ day, who, what: `${clockTime(minuteOfDay)} “${sentence}”`, rank: 0 })
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
        what: 'claims about the past that are neither true nor marked as hearsay',
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
