// What bonds, money, work, home and land are in somebody's story.
import { type Fact, type Grievance, type LetGoReason, workNames, works } from '@civitas/schema'
import { clockTime, counted } from './wording.ts'

const grievances: Readonly<Record<Grievance, string>> = {
  broken_promise: 'over a broken promise',
  unpaid_debt: 'over money that never came back',
  insult: 'over a word too many',
}

/** What one moves into. */
const homes: readonly string[] = workNames.filter((name) => works[name].homes > 0)

const dismissals: Readonly<Record<LetGoReason, string>> = {
  absent: 'for staying away',
  unpaid: 'for the till is empty',
  no_work: 'for there is too little to do',
  bankrupt: 'for the firm is no more',
}

/**
 * @param self the agent id of whose story it is
 * @param name of an id
 */
export function lifeSentence(fact: Fact, self: string, name: (id: string) => string): string | undefined {
  return bondSentence(fact, self, name) ?? moneySentence(fact, self, name) ?? landSentence(fact, self, name)
}

function bondSentence(fact: Fact, self: string, name: (id: string) => string): string | undefined {
  const isMine = 'agent_id' in fact && fact.agent_id === self
  const partner = 'other' in fact ? name(isMine ? fact.other : fact.agent_id) : ''
  switch (fact.type) {
    case 'befriended':
      return `and ${partner} have become friends`
    case 'drifted_apart':
      return `and ${partner} have lost sight of each other`
    case 'quarrelled':
      return isMine
        ? `falls out with ${partner} ${grievances[fact.why]}`
        : `has ${partner} for an enemy, ${grievances[fact.why]}`
    case 'reconciled':
      return `makes it up with ${partner}`
    case 'appointed':
      return `agrees to meet ${partner} at ${name(fact.place)} at ${clockTime(fact.minute_of_day)}`
    case 'met_as_agreed':
      return `meets ${partner} as agreed`
    case 'stood_up':
      return isMine ? `has left ${partner} waiting at ${name(fact.place)}` : `has waited in vain for ${partner}`
    case 'gave':
      return isMine
        ? `gives ${name(fact.to)} ${counted(fact.quantity, name(fact.item))}`
        : `gets ${counted(fact.quantity, name(fact.item))} from ${name(fact.agent_id)}`
    default:
      return undefined
  }
}

function moneySentence(fact: Fact, self: string, name: (id: string) => string): string | undefined {
  const isMine = 'agent_id' in fact && fact.agent_id === self
  switch (fact.type) {
    case 'paid':
      return isMine
        ? `pays ${name(fact.to)} ${coins(fact.amount)}`
        : `gets ${coins(fact.amount)} from ${name(fact.agent_id)}`
    case 'lent':
      return isMine
        ? `lends ${name(fact.other)} ${coins(fact.amount)}, until day ${fact.due_day}`
        : `borrows ${coins(fact.amount)} from ${name(fact.agent_id)}, until day ${fact.due_day}`
    case 'repaid': {
      const rest = fact.left === 0 ? 'and is quits' : `${coins(fact.left)} to go`
      return isMine
        ? `pays ${name(fact.other)} back ${coins(fact.amount)}, ${rest}`
        : `gets ${coins(fact.amount)} back from ${name(fact.agent_id)}, ${rest}`
    }
    case 'defaulted':
      return isMine
        ? `cannot pay ${name(fact.other)} back ${coins(fact.amount)}`
        : `gives up the ${coins(fact.amount)} that ${name(fact.agent_id)} owes`
    case 'hired':
      return `has a job: ${name(fact.building)}`
    case 'overslept':
      return `oversleeps: the shift at ${name(fact.building)} began ${fact.minutes} minutes ago`
    case 'let_go':
      return `is let go at ${name(fact.building)}, ${dismissals[fact.why]}`
    case 'rent_owed':
      return `is behind with the rent of ${name(fact.building)}: ${coins(fact.coins)}`
    case 'evicted':
      return `loses the home at ${name(fact.building)}, with ${coins(fact.coins)} of rent owed`
    case 'moved_in':
      return `moves into ${name(fact.building)}, for ${coins(fact.coins)} a day`
    case 'relief_paid':
      return `gets ${coins(fact.coins)} of relief from the city`
    case 'price_set':
      return `asks ${coins(fact.price)} for ${name(fact.item).toLowerCase()} at ${name(fact.building)}, instead of ${fact.was}`
    default:
      return undefined
  }
}

function landSentence(fact: Fact, self: string, name: (id: string) => string): string | undefined {
  switch (fact.type) {
    case 'tram_boarded':
      return `takes the tram to ${name(fact.to)}, for ${coins(fact.coins)}`
    case 'tram_left':
      return `gets off at ${name(fact.place)}`
    case 'plot_claimed':
      return `buys land, ${name(fact.plot)}, for ${coins(fact.coins)}`
    case 'plot_released':
      return `gives back ${name(fact.plot)} for ${coins(fact.coins)}`
    case 'plot_sold':
      return fact.agent_id === self
        ? `sells ${name(fact.plot)} to ${name(fact.to)} for ${coins(fact.coins)}`
        : `buys ${name(fact.plot)} of ${name(fact.agent_id)} for ${coins(fact.coins)}`
    case 'building_begun':
      return `begins to build a ${fact.kind} on ${name(fact.plot)}`
    case 'materials_brought':
      return `brings ${counted(fact.planks, 'planks')} and ${counted(fact.bricks, 'bricks')} to ${name(fact.plot)}`
    case 'builders_hired':
      return `has a ${fact.kind} built on ${name(fact.plot)} by ${name(fact.building)}, for ${coins(fact.coins)}`
    case 'builders_left':
      return `is left alone with the site on ${name(fact.plot)} by ${name(fact.building)}`
    case 'building_finished':
      return fact.builders === undefined
        ? `has finished the ${fact.kind} on ${name(fact.plot)}`
        : `gets the ${fact.kind} on ${name(fact.plot)} from ${name(fact.builders)}, ready to ${homes.includes(fact.kind) ? 'move in' : 'open'}`
    default:
      return undefined
  }
}

function coins(amount: number): string {
  return amount === 1 ? 'a coin' : `${amount} coins`
}
