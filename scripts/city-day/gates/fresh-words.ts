import { renderWords } from '@civitas/schema'
import type { LockstepCity } from '../../lockstep/lockstep-city.ts'
import { textsOf } from '../../lockstep/texts.ts'
import { type Case, clockTime, describeWorst, type Gate, percent } from '../gate.ts'

const MUST_PERCENT = 5

/**
 * Of all that is said aloud, at most 5 of 100 utterances are a sentence that was heard at the same place in the same hour. Places are
 * buildings and the named places outdoors. Two sentences are the same when a reader sees the same letters: the same line said to
 * somebody else differs by the name in it, where it has one.
 */
export function freshWords(city: LockstepCity): Gate {
  const texts = textsOf(city)
  let hour = -1
  let heard = new Map<string, Map<string, number>>()
  let utterances = 0
  let repeated = 0
  const cases: Case[] = []
  return {
    onTick(moment) {
      const now = Math.trunc(moment.minute / 60)
      if (now !== hour) heard = new Map()
      hour = now
      for (const { fact } of moment.facts) {
        if (fact.type !== 'said') continue
        const place = fact.building ?? fact.place
        const sentences = heard.get(place) ?? new Map<string, number>()
        heard.set(place, sentences)
        const sentence = 'text_id' in fact.words ? fact.words.text_id : renderWords(fact.words, texts)
        const before = sentences.get(sentence) ?? 0
        sentences.set(sentence, before + 1)
        utterances += 1
        if (before === 0) continue
        repeated += 1
        const what = `“${sentence}” for the ${before + 1}. time in the hour, ${clockTime(moment.minuteOfDay)}`
        cases.push({ day: moment.day, who: place, what, rank: -before })
      }
    },
    verdicts: () => [
      {
        what: 'utterances repeated in one place and hour',
        note: `of ${utterances}`,
        reached: percent(repeated, utterances || 1),
        limit: MUST_PERCENT,
        unit: '%',
        seen: describeWorst(cases),
      },
    ],
  }
}
