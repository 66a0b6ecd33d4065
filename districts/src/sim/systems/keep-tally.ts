import type { Fact } from '@civitas/schema'
import { FULL, NEED_GRAIN } from '../limits.ts'
import { digestOf } from '../reads/digest.ts'
import { emptyTally, type Tally } from '../tally.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

const TENTH = FULL / 10
const QUARTER = FULL / 4

/** Counts what the tick has brought, looks at everybody once an hour, and closes the day when it is over. */
export function keepTally(world: World): void {
  const { tally, output } = world
  for (const fact of output.facts) count(tally, fact)
  if (output.endedHour) for (const resident of world.residents) lookAt(resident, tally)
  if (output.endedDay === 0) return
  output.digest = digestOf(world, output.endedDay)
  world.tally = emptyTally()
}

/** Only what everybody may know: a private fact is recorded for those who listen, and who listens must not change the state. */
function count(tally: Tally, fact: Fact): void {
  switch (fact.type) {
    case 'fainted':
      tally.faints += 1
      return
    case 'said':
      tally.talks += 1
      return
    case 'bought':
      tally.pieces += fact.quantity
      tally.spent += fact.coins
      return
    case 'households_shopped':
      tally.pieces += fact.pieces
      tally.spent += fact.coins
      return
    case 'wage_paid':
      tally.wages += fact.coins
      return
    case 'hired':
      tally.hired += 1
      return
    case 'let_go':
      tally.letGo += 1
      return
    case 'bankrupt':
      tally.bankrupt += 1
      return
    case 'evicted':
      tally.evicted += 1
      return
    case 'befriended':
      tally.befriended += 1
      return
    case 'drifted_apart':
      tally.driftedApart += 1
      return
    default:
  }
}

function lookAt({ energy, hunger, social, purpose, activity }: Resident, tally: Tally): void {
  tally.readings += 1
  tally.mood += Math.trunc((energy + hunger + social + purpose) / (4 * NEED_GRAIN))
  if (hunger < TENTH) tally.hungry += 1
  if (energy < TENTH) tally.tired += 1
  if (hunger < TENTH || energy < TENTH) tally.ailing += 1
  if (social < QUARTER) tally.lonely += 1
  if (activity === 'working') tally.atWork += 1
}
