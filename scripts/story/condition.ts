// How somebody is, read from the world.
import { NEED_GRAIN } from '@civitas/districts/sim/limits'
import type { World } from '@civitas/districts/sim/world'
import type { Condition } from './chronicle.ts'

/** `undefined` when nobody with that number is in any of them. */
export function conditionIn(worlds: readonly World[], number: number): Condition | undefined {
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
