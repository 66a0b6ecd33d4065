// Trade and work as sentences of the feed. Pure.
export type FeedKind = 'speech' | 'bond' | 'trade' | 'work' | 'arrival' | 'trouble' | 'city' | 'move'

/** What a fact says, by key. */
export interface Telling {
  who: string
  text: (key: string) => string
  number: (key: string) => number
  place: (key: string) => string
  spoken: string | undefined
  /** How many took part. */
  helpers: number
}

export interface Told {
  kind: FeedKind
  title: string
  detail: string
}

/** Why somebody lost a job. */
const LET_GO: Readonly<Record<string, string>> = {
  absent: 'did not show up',
  unpaid: 'the till was empty',
  no_work: 'too little to do',
  bankrupt: 'the firm is no more',
}

/** A sentence about goods, coins or jobs. */
export function tellTrade(type: string, telling: Telling): Told | undefined {
  const { who, text, number, place } = telling
  const goods = () => {
    const many = number('quantity') > 1 ? `${number('quantity')} × ` : ''
    return `${many}${text('item').replaceAll('-', ' ')}`
  }
  const load = () => `${number('crates')} crates for ${number('coins')} coins`
  switch (type) {
    case 'bought':
      return {
        kind: 'trade',
        title: `${who} bought ${goods()}`,
        detail: `${place('building')} · ${number('coins')} coins`,
      }
    case 'sold':
      return {
        kind: 'trade',
        title: `${who} sold ${goods()}`,
        detail: `${place('building')} · ${number('coins')} coins`,
      }
    case 'price_set': {
      const title = `${who} set ${text('item').replaceAll('-', ' ')} to ${number('price')} coins`
      return { kind: 'trade', title, detail: `${place('building')} · it was ${number('was')}` }
    }
    case 'wage_paid':
      return { kind: 'work', title: `${who} earned ${number('coins')} coins`, detail: place('building') }
    case 'hired':
      return { kind: 'work', title: `${who} found a job`, detail: place('building') }
    case 'gave_notice':
      return {
        kind: 'work',
        title: `${who} gave notice for a better job`,
        detail: `${place('building')} → ${place('to')}`,
      }
    case 'overslept':
      return {
        kind: 'work',
        title: `${who} overslept`,
        detail: `The shift at ${place('building')} began ${number('minutes')} minutes ago`,
      }
    case 'let_go':
      return { kind: 'work', title: `${who} lost a job`, detail: `${place('building')} · ${LET_GO[text('why')] ?? ''}` }
    case 'households_shopped':
      return {
        kind: 'trade',
        title: 'Families did their shopping',
        detail: `${number('pieces')} things · ${number('coins')} coins`,
      }
    case 'relief_paid':
      return { kind: 'city', title: `The city helped ${who}`, detail: `${number('coins')} coins` }
    case 'goods_shipped':
      return { kind: 'city', title: 'Goods left for the world outside', detail: load() }
    case 'boat_stayed_away':
      return { kind: 'trouble', title: 'The farm boat did not come', detail: `Because of the ${text('weather')}` }
    case 'boat_landed':
      return { kind: 'city', title: 'The farm boat landed', detail: load() }
    default:
      return tellFortune(type, telling)
  }
}

/** Homes lost and found, firms that fail and come back. */
function tellFortune(type: string, { who, number, place }: Telling): Told | undefined {
  switch (type) {
    case 'rent_owed':
      return {
        kind: 'trouble',
        title: `${who} owes the rent`,
        detail: `${place('building')} · ${number('coins')} coins`,
      }
    case 'evicted':
      return {
        kind: 'trouble',
        title: `${who} lost the home`,
        detail: `${place('building')} · ${number('coins')} coins owed`,
      }
    case 'moved_in':
      return {
        kind: 'arrival',
        title: `${who} found a home`,
        detail: `${place('building')} · ${number('coins')} coins a day`,
      }
    case 'bankrupt':
      return {
        kind: 'trouble',
        title: `${place('building')} is bankrupt`,
        detail: 'Closed until somebody takes it over',
      }
    case 'firm_founded':
      return {
        kind: 'city',
        title: `${place('building')} is looking for hands`,
        detail:
          number('coins') > 0 ? `The city lent ${number('coins')} coins to begin with` : 'It begins with its own money',
      }
    case 'refounded':
      return {
        kind: 'city',
        title: `${place('building')} opens again`,
        detail: `The city lent ${number('coins')} coins`,
      }
    default:
      return undefined
  }
}
