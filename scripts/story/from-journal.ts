// Replays the journal of a stopped city and keeps what concerns one resident on one day.
import { studyCity } from '@civitas/districts'
import { agentIdOf, type Fact } from '@civitas/schema'
import type { CityIdentity, Store } from '@civitas/store'
import { textsOf } from '../lockstep/texts.ts'
import { type Chronicle, concerns, type Condition, type TimedFact } from './chronicle.ts'
import { conditionIn } from './condition.ts'
import { findResident } from './find-resident.ts'

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
  let seen = false
  const city = await studyCity(store, identity, {
    residents: of.residents,
    study(world, tickFacts) {
      const { cityMs } = world
      if (cityMs < (of.day - 1) * DAY_MS || cityMs >= of.day * DAY_MS) return
      seen = true
      for (const fact of tickFacts) if (concerns(fact, agentId)) facts.push({ cityMs, fact })
      const now = cityMs >= conditionMs ? conditionIn([world], resident) : undefined
      if (!now) return
      condition = now
      conditionMs = cityMs
    },
  })
  if (!seen) throw new Error(`the journal holds nothing of day ${of.day}`)
  facts.sort((a, b) => a.cityMs - b.cityMs)
  const texts = new Map([...textsOf({ city, names }), ...(await store.texts.get(writtenTexts(facts)))])
  return { resident, name, day: of.day, facts, texts, condition }
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
  return facts.flatMap(({ fact }) => textIdOf(fact) ?? [])
}

function textIdOf(fact: Fact): string | undefined {
  if (fact.type !== 'said' && fact.type !== 'told') return undefined
  return 'text_id' in fact.words ? fact.words.text_id : undefined
}
