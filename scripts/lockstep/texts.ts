// What a reader sees in place of ids: names of residents, places and buildings.
import { agentIdOf } from '@civitas/schema'
import type { LockstepCity } from './lockstep-city.ts'

/** Names by id, as `renderWords` asks for them. */
export function textsOf({ city, names }: Pick<LockstepCity, 'city' | 'names'>): Map<string, string> {
  return new Map([
    ...[...names].map(([number, name]) => [agentIdOf(number), name] as const),
    ...city.named.map(({ id, name }) => [id, name] as const),
    ...city.districts.flatMap(({ plots, scenario }) => {
      return plots.map(({ id }, at) => [id, `plot ${at + 1} in ${scenario.name}`] as const)
    }),
    ...city.districts.map(({ id, scenario }) => [id, scenario.name] as const),
    ...city.items.map(({ id, name }) => [id, name] as const),
  ])
}
