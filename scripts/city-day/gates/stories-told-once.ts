import { type Fact, type Means, meansOf, renderWords, spokenOf } from '@civitas/schema'
import type { LockstepCity } from '../../lockstep/lockstep-city.ts'
import { textsOf } from '../../lockstep/texts.ts'
import { type Case, clockTime, describeWorst, type Gate, percent } from '../gate.ts'

/** City minutes after which a story may come up again. */
const AGAIN_MINUTES = 10
const MUST_PERCENT = 1

/** Of all stories that built-in residents tell, at most 1 of 100 is one that the same speaker told the same listener less than ten minutes ago. */
export function storiesToldOnce(city: LockstepCity): Gate {
  const texts = textsOf(city)
  /** The minute in which a story was last told, by speaker, listener and what happened. */
  const lastTold = new Map<string, number>()
  const cases: Case[] = []
  let stories = 0
  return {
    onTick({ facts, minute, minuteOfDay, day }) {
      for (const { fact } of facts) {
        const story = storyIn(fact)
        if (!story) continue
        stories += 1
        const before = lastTold.get(story.key)
        lastTold.set(story.key, minute)
        if (before === undefined || minute - before >= AGAIN_MINUTES) continue
        const who = texts.get(story.speaker) ?? story.speaker
        const what = `${clockTime(minuteOfDay)} “${renderWords(story.words, texts)}” again`
        cases.push({ day, who, what, rank: minute - before })
      }
    },
    verdicts: () => [
      {
        what: 'stories told again to the same listener within ten minutes',
        note: `of ${stories}`,
        reached: percent(cases.length, stories || 1),
        limit: MUST_PERCENT,
        unit: '%',
        seen: describeWorst(cases),
      },
    ],
  }
}

type Told = Extract<Fact, { type: 'said' | 'told' }>

/** What happened to whom, where and with whom: the words, and how long ago, may differ. */
function storyIn(fact: Fact): { key: string; speaker: string; words: Told['words'] } | undefined {
  if (fact.type !== 'said' && fact.type !== 'told') return undefined
  const spoken = spokenOf(fact.words)
  const means: Means | undefined = spoken && meansOf(spoken)
  if (means?.kind !== 'recount' && means?.kind !== 'gossip') return undefined
  const about = means.kind === 'gossip' ? means.about : ''
  const key = [fact.agent_id, spoken?.listener, about, means.what, means.place, means.item, means.other].join(' ')
  return { key, speaker: fact.agent_id, words: fact.words }
}
