// Replays the journal of a stopped city and keeps what concerns one resident on one day.
import { studyCity } from '@civitas/districts'
import { agentIdOf, type Fact, type Words } from '@civitas/schema'
import type { CityIdentity, Store } from '@civitas/store'
import { textsOf } from '../lockstep/texts.ts'
import { type Chronicle, concerns, type Condition, type TimedFact } from './chronicle.ts'
import { conditionIn } from './condition.ts'
import { findResident } from './find-resident.ts'
import { plotNamesIn } from './plot-names.ts'

const DAY_MS = 86_400_000
/** Residents read from the register at once. */
const PAGE = 1_000

/** Rejects when the journal no longer reaches back to that day, or never reached it. */
export async function chronicleOfStore(
  store: Store,
  identity: CityIdentity,
  of: { who: string; day: number; residents?: number | undefined },
): Promise<Chronicle> {
  const names = await namesOf(store, identity.branch)
  const { number: resident, name } = findResident(names, of.who)
  const agentId = agentIdOf(resident)
  const facts: TimedFact[] = []
  let condition: Condition | undefined
  let conditionMs = 0
  /** By district: its plots are named in the first of its ticks that day. */
  const seen = new Map<number, ReadonlyMap<string, Words>>()
  const city = await studyCity(store, identity, {
    residents: of.residents,
    study(world, tickFacts) {
      const { cityMs } = world
      if (cityMs < (of.day - 1) * DAY_MS || cityMs >= of.day * DAY_MS) return
      if (!seen.has(world.map.index)) seen.set(world.map.index, plotNamesIn([world]))
      for (const fact of tickFacts) if (concerns(fact, agentId)) facts.push({ cityMs, fact })
      const now = cityMs >= conditionMs ? conditionIn([world], resident) : undefined
      if (!now) return
      condition = now
      conditionMs = cityMs
    },
  })
  if (seen.size === 0) throw new Error(`the journal holds nothing of day ${of.day}`)
  facts.sort((a, b) => a.cityMs - b.cityMs)
  const plotNames = new Map([...seen.values()].flatMap((named) => [...named]))
  const written = await store.texts.get([...writtenTexts(facts), ...[...plotNames.values()].flatMap(textIdIn)])
  const texts = new Map([...textsOf({ city, names }), ...written])
  return { resident, name, day: of.day, facts, texts, plotNames, condition }
}

async function namesOf(store: Store, branch: string): Promise<Map<number, string>> {
  const names = new Map<number, string>()
  for (let after = 0; ;) {
    const page = await store.agents.living(branch, { after, limit: PAGE })
    for (const { resident, name } of page) names.set(resident, name)
    if (page.length < PAGE) return names
    after = page.at(-1)?.resident ?? after
  }
}

/** Ids of what agents from outside wrote. */
function writtenTexts(facts: readonly TimedFact[]): string[] {
  return facts.flatMap(({ fact }) => textIdOf(fact))
}

function textIdOf(fact: Fact): string[] {
  return 'words' in fact ? textIdIn(fact.words) : []
}

function textIdIn(words: Words): string[] {
  return 'text_id' in words ? [words.text_id] : []
}
