// Lives the city of a seed up to the end of the day and keeps what concerns one resident.
import { agentIdOf, type Scenario } from '@civitas/schema'
import { LockstepCity } from '../lockstep/lockstep-city.ts'
import { textsOf } from '../lockstep/texts.ts'
import { type Chronicle, concerns, type TimedFact } from './chronicle.ts'
import { conditionIn } from './condition.ts'
import { findResident } from './find-resident.ts'
import { plotNamesIn } from './plot-names.ts'

const DAY_MS = 86_400_000

export function chronicleOfSeed(of: { scenario: Scenario; seed: number; who: string; day: number }): Chronicle {
  const { scenario, seed, who, day } = of
  const city = new LockstepCity({ scenario, seed })
  const { number: resident, name } = findResident(city.names, who)
  const facts: TimedFact[] = []
  const agentId = agentIdOf(resident)
  while (city.cityMs < (day - 1) * DAY_MS) city.tick()
  const plotNames = plotNamesIn(city.worlds)
  while (city.cityMs < day * DAY_MS - 1) {
    const placed = city.tick()
    const { cityMs } = city
    for (const { fact } of placed) if (concerns(fact, agentId)) facts.push({ cityMs, fact })
  }
  return { resident, name, day, facts, texts: textsOf(city), plotNames, condition: conditionIn(city.worlds, resident) }
}
