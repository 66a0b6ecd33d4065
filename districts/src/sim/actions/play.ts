import type { BuildingKind, CodeOf } from '@civitas/schema'
import { begin } from '../people/activity.ts'
import { celebrate } from '../incidents/celebrate.ts'
import { picket } from '../incidents/help.ts'
import { isOpen } from '../people/inside.ts'
import { MINUTE_MS } from '../limits.ts'
import { atPlayground } from '../space/places.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'

/** Buildings where people meet for games and music. */
const PLAYROOMS: readonly BuildingKind[] = ['cafe', 'tavern', 'school', 'theatre', 'stadium', 'bathhouse']

/** Plays for a while: good for company. Outdoors in parks, on squares and piers; indoors where people meet, while it is open. */
export const play: ActionRule<'play'> = {
  name: 'play',
  check: playRefusal,

  apply(world, resident, { minutes }, actionId) {
    begin(world, resident, { activity: 'playing', leftMs: minutes * MINUTE_MS, actionId })
    celebrate(world, resident)
    picket(world, resident)
  },

  targets: (world, resident) => (playRefusal(world, resident) ? undefined : []),
}

function playRefusal(world: World, resident: Resident): CodeOf<'play'> | undefined {
  if (resident.building < 0) return atPlayground(world, resident) ? undefined : 'not_a_playground'
  const { building } = buildingOf(world, resident.building)
  if (!PLAYROOMS.includes(building.kind)) return 'not_a_playground'
  return isOpen(world, building) ? undefined : 'closed'
}
