import { NOT_HUNGRY_ABOVE } from '../limits.ts'
import { beginMeal, foodAtHand } from '../people/meals.ts'
import type { ActionRule } from './action-rule.ts'

/** Eats one piece of what one carries; it takes 20 city minutes. */
export const eat: ActionRule<'eat'> = {
  name: 'eat',

  check(world, resident, { item }) {
    const wanted = item === undefined ? foodAtHand(world, resident) : world.city.itemById.get(item)
    if (item !== undefined && !wanted) return 'unknown_item'
    if (!wanted || wanted.filling === 0 || (resident.inventory[wanted.index] ?? 0) === 0) return 'nothing_to_eat'
    return resident.hunger > NOT_HUNGRY_ABOVE ? 'not_hungry' : undefined
  },

  apply(world, resident, { item }, actionId) {
    const food = item === undefined ? foodAtHand(world, resident) : world.city.itemById.get(item)
    if (food) beginMeal(world, resident, food, actionId)
  },

  targets(world, resident) {
    if (resident.hunger > NOT_HUNGRY_ABOVE) return undefined
    const food = world.city.items.filter((item) => item.filling > 0 && (resident.inventory[item.index] ?? 0) > 0)
    return food.length > 0 ? food.map((item) => item.id) : undefined
  },
}
