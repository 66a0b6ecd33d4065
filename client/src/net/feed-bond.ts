// Friendship, promises and debts as sentences of the feed. Pure.
import { clockTime } from '../ui/words.ts'
import type { Telling, Told } from './feed-trade.ts'

/** Over what people fall out. */
const GRIEVANCES: Readonly<Record<string, string>> = {
  broken_promise: 'A broken promise',
  unpaid_debt: 'A debt that was not paid',
  insult: 'Hard words',
}

/** A sentence about what two people are to each other. */
export function tellBond(type: string, { who, text, number, place }: Telling): Told | undefined {
  const other = text('other_name') || text('other')
  const told = (title: string, detail: string): Told => ({ kind: 'bond', title, detail })
  switch (type) {
    case 'befriended':
      return told(`${who} and ${other} became friends`, 'They get on well')
    case 'drifted_apart':
      return told(`${who} and ${other} drifted apart`, 'They had not met for long')
    case 'quarrelled':
      return told(`${who} fell out with ${other}`, GRIEVANCES[text('why')] ?? 'A quarrel')
    case 'reconciled':
      return told(`${who} and ${other} made up`, 'All is forgiven')
    case 'appointed':
      return told(
        `${who} will meet ${other}`,
        `${place('place')} · day ${number('day')}, ${clockTime(number('minute_of_day'))}`,
      )
    case 'met_as_agreed':
      return told(`${who} met ${other} as agreed`, place('place'))
    case 'stood_up':
      return told(`${who} let ${other} wait in vain`, place('place'))
    case 'lent':
      return told(`${who} lent ${other} ${number('amount')} coins`, `Until day ${number('due_day')}`)
    case 'repaid':
      return told(`${who} paid ${other} back`, `${number('amount')} coins · ${number('left')} left`)
    case 'defaulted':
      return told(`${who} did not pay ${other} back in time`, `${number('amount')} coins`)
    default:
      return undefined
  }
}
