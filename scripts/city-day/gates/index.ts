// The gates of a believable city day, in the order in which they are shown. To add one, add a line.
import type { LockstepCity } from '../../lockstep/lockstep-city.ts'
import type { Gate } from '../gate.ts'
import { asleepAtNight } from './asleep-at-night.ts'
import { bankruptcies } from './bankruptcies.ts'
import { claimsTrue } from './claims-true.ts'
import { employment } from './employment.ts'
import { firmsClosed } from './firms-closed.ts'
import { firmsStaffed } from './firms-staffed.ts'
import { freshWords } from './fresh-words.ts'
import { friendships } from './friendships.ts'
import { loansRepaid } from './loans-repaid.ts'
import { moneyKept } from './money-kept.ts'
import { nobodyIdles } from './nobody-idles.ts'
import { nobodyStarves } from './nobody-starves.ts'
import { prices } from './prices.ts'
import { shiftsWorked } from './shifts-worked.ts'
import { storiesToldOnce } from './stories-told-once.ts'
import { variedDays } from './varied-days.ts'

/** Before a week is over prices and friendships say nothing. */
const WEEK = 7

/** Fresh observers for one run of so many days. */
export function gatesFor(city: LockstepCity, days: number): Gate[] {
  return [
    asleepAtNight(),
    shiftsWorked(days),
    nobodyStarves(),
    nobodyIdles(),
    variedDays(),
    freshWords(city),
    storiesToldOnce(city),
    claimsTrue(city),
    moneyKept(city),
    employment(days),
    firmsStaffed(),
    bankruptcies(city),
    firmsClosed(),
    ...(days < WEEK ? [] : [prices(), friendships(days), loansRepaid()]),
  ]
}
