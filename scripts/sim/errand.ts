// How most agents begin: with land, builders for it, and at times a change of heart amid the work; or they leave for another district.
import type { Act } from './acts.ts'
import type { Dice } from './machine/dice.ts'

/** Of all agents those that buy land, and of these those that have something built. */
const OWNING = 0.8
const HIRING = 0.7

/** Where builders are hired, and for which land. */
export interface Yard {
  builders: string
  plots: readonly string[]
  /** A place in another district. */
  abroad: string
}

/** One thing after the other, for who stands at the builders' door; empty for those with other plans. */
export function drawErrand(dice: Dice, { builders, plots, abroad }: Yard): Act[] {
  if (!dice.chance(OWNING)) return []
  const plot = dice.pick(plots)
  const claim = { action: 'claim_plot', parameters: { plot } }
  const depart = { action: 'move_to', parameters: { place: abroad } }
  if (!dice.chance(HIRING)) return [claim, depart]
  const hiring = { plot, kind: 'kiosk', builders, deposit: dice.between(0, 5) }
  const ends: Act[][] = [
    [],
    [{ action: 'leave', parameters: {} }, depart],
    [{ action: 'release_plot', parameters: { plot } }],
    [{ action: 'manage_plot', parameters: { plot, price: 1 } }],
  ]
  return [
    claim,
    { action: 'enter', parameters: { building: builders } },
    { action: 'build', parameters: hiring },
    ...dice.pick(ends),
  ]
}
