// Lives the city of a seed up to the end of the day and keeps what concerns one resident.
import { NEED_GRAIN } from '@civitas/districts/sim/limits'
import { agentIdOf, type Scenario } from '@civitas/schema'
import { LockstepCity } from '../lockstep/lockstep-city.ts'
import { textsOf } from '../lockstep/texts.ts'
import { type Chronicle, concerns, type Condition, type TimedFact } from './chronicle.ts'
import { findResident } from './find-resident.ts'

const DAY_MS = 86_400_000

export function chronicleOfSeed(of: { scenario: Scenario; seed: number; who: string; day: number }): Chronicle {
  const { scenario, seed, who, day } = of
  const city = new LockstepCity({ scenario, seed })
  const { number: resident, name } = findResident(city.names, who)
  const facts: TimedFact[] = []
  const agentId = agentIdOf(resident)
  while (city.cityMs < day * DAY_MS - 1) {
    const placed = city.tick()
    const { cityMs } = city
    if (cityMs < (day - 1) * DAY_MS) continue
    for (const { fact } of placed) if (concerns(fact, agentId)) facts.push({ cityMs, fact })
  }
  return { resident, name, day, facts, texts: textsOf(city), condition: conditionOf(city, resident) }
}

function conditionOf({ worlds }: LockstepCity, number: number): Condition | undefined {
  for (const { byNumber } of worlds) {
    const resident = byNumber.get(number)
    if (!resident) continue
    const points = (need: number) => Math.round(need / NEED_GRAIN / 100)
    const { energy, hunger, social, purpose, coins } = resident
    const needs = { energy: points(energy), hunger: points(hunger), social: points(social), purpose: points(purpose) }
    return { needs, coins }
  }
  return undefined
}
