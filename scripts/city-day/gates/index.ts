// The gates of a believable city day, in the order in which they are shown. To add one, add a line.
import type { LockstepCity } from '../../lockstep/lockstep-city.ts'
import type { Gate } from '../gate.ts'
import { asleepAtNight } from './asleep-at-night.ts'
import { freshWords } from './fresh-words.ts'
import { moneyKept } from './money-kept.ts'
import { nobodyIdles } from './nobody-idles.ts'
import { nobodyStarves } from './nobody-starves.ts'
import { shiftsWorked } from './shifts-worked.ts'
import { variedDays } from './varied-days.ts'

/** Fresh observers for one run. */
export function gatesFor(city: LockstepCity): Gate[] {
  return [
    asleepAtNight(),
    shiftsWorked(),
    nobodyStarves(),
    nobodyIdles(),
    variedDays(),
    freshWords(city),
    moneyKept(city),
  ]
}
