import { doAtOnce } from '../people/activity.ts'
import type { Building } from '../city/city.ts'
import { isHomeTo } from '../incidents/shelter.ts'
import { isBarred } from '../incidents/shut.ts'
import { goInside, isHome, isOpen, mayEnterToWork } from '../people/inside.ts'
import { doorOf } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'

/** Steps through the door one stands at. */
export const enter: ActionRule<'enter'> = {
  name: 'enter',

  check(world, resident, { building: wanted }) {
    if (resident.building >= 0) return 'already_inside'
    const address = wanted === undefined ? undefined : world.city.addresses.get(wanted)
    if (wanted !== undefined && !address) return 'unknown_place'
    const building = doorOf(world, resident)
    if (!building || (wanted !== undefined && building.id !== wanted)) return 'not_at_door'
    return doorRefusal(world, resident, building)
  },

  apply(world, resident, _parameters, actionId) {
    const building = doorOf(world, resident)
    if (!building) return
    doAtOnce(world, resident, 'enter', actionId, () => {
      goInside(world, resident, building)
      emit(world, { type: 'building_entered', agent_id: idOf(resident), building: building.id }, resident)
    })
  },

  targets(world, resident) {
    const building = doorOf(world, resident)
    return building && !doorRefusal(world, resident, building) ? [building.id] : undefined
  },
}

function doorRefusal(world: World, resident: Resident, building: Building) {
  if (isBarred(world, building)) return 'closed'
  if (isHome(building) && !isHomeTo(world, resident, building)) return 'private_home'
  if (!isOpen(world, building) && !mayEnterToWork(world, resident, building)) return 'closed'
  return buildingOf(world, building.index).state.occupants >= building.capacity ? 'full' : undefined
}
