// How some agents begin: with land, builders for it, and at times a change of heart amid the work.
import type { Act } from './acts.ts'
import type { Dice } from './machine/dice.ts'

/** Of all agents those that have something built. */
const HIRING = 0.6

/** Where builders are hired, and for which land. */
export interface Yard {
  builders: string
  plots: readonly string[]
}

/** One thing after the other, for who stands at the builders' door; empty for those with other plans. */
export function drawErrand(dice: Dice, { builders, plots }: Yard): Act[] {
  if (!dice.chance(HIRING)) return []
  const plot = dice.pick(plots)
  const hiring = { plot, kind: 'kiosk', builders, deposit: dice.between(0, 5) }
  const ends: Act[][] = [
    [],
    [],
    [{ action: 'release_plot', parameters: { plot } }],
    [{ action: 'manage_plot', parameters: { plot, price: 1 } }],
  ]
  return [
    { action: 'claim_plot', parameters: { plot } },
    { action: 'enter', parameters: { building: builders } },
    { action: 'build', parameters: hiring },
    ...dice.pick(ends),
  ]
}
