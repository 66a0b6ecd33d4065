import { doAtOnce } from '../people/activity.ts'
import { meet } from '../society/bonds.ts'
import { giftRemark, hearFrom } from '../society/conversation.ts'
import { addToBag, countOf, takeFromBag } from '../people/bag.ts'
import { whereabouts } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'
import { agentNamed, companionRefusal, idsNearby } from './names.ts'

/** Hands something from the own bag to somebody nearby. */
export const give: ActionRule<'give'> = {
  name: 'give',

  check(world, resident, { agent, item, quantity }) {
    const refusal = companionRefusal(world, resident, agent)
    if (refusal) return refusal
    const wanted = world.city.itemById.get(item)
    if (!wanted) return 'unknown_item'
    return countOf(resident, wanted) < quantity ? 'not_in_bag' : undefined
  },

  apply(world, resident, { agent, item, quantity }, actionId) {
    const other = agentNamed(world, agent)
    const given = world.city.itemById.get(item)
    if (!other || !given) return
    doAtOnce(world, resident, 'give', actionId, () => {
      takeFromBag(resident, given, quantity)
      addToBag(other, given, quantity)
      const place = whereabouts(world, resident).id
      emit(world, { type: 'gave', agent_id: idOf(resident), to: agent, item, quantity, place }, resident, other)
      meet(world, resident, other, 'gave', 'was_given')
      hearFrom(world, other, resident.number, giftRemark(resident.number, given.index))
    })
  },

  /** To whom; what there is to give is the own inventory. */
  targets(world, resident) {
    const others = resident.inventory.some((count) => count > 0) ? idsNearby(world, resident) : []
    return others.length > 0 ? others : undefined
  },
}
