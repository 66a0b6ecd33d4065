// What the built-in minds get and give, one batch per district and tick, as plain columns that clone cheaply to a worker.
import type { SimAction } from './action.ts'

/** Columns of `RoutineBatch.rows`, in order; one row of `ROUTINE_COLUMNS.length` integers per resident that is due. */
export const ROUTINE_COLUMNS = [
  'resident',
  'energy', // 0 … 10,000, for all four needs
  'hunger',
  'social',
  'purpose',
  'coins',
  'building', // index in the district's buildings while inside, else -1
  'doorOf', // index of the building whose door it stands at, else -1
  'home', // building index or -1; while its own burns or is under repair, of who takes it in
  'work', // building index or -1
  'shiftFrom', // minutes of the day; -1 without a job
  'shiftTo',
  'food', // meals in the inventory
  'neighbour', // resident within talking distance, 0 when none
  'lastRefusal', // 1 when its last decision was refused
  'spokeTicksAgo',
  'x', // where it stands, whole metres of the city
  'y',
  'place', // index of the named place (`RoutineMap.places`) it stands at, else -1
  'speaker', // resident who spoke last and meant this one, 0 when none: courtesy asks for an answer
  'busy', // 1 while it does something: then only words are of use
  'lingers', // 1 while what it does is to pass time in the open: it may be broken off when the weather turns
  'partner', // whom it would talk with: `speaker`, else `neighbour`; 0 when nobody. All below is about the two.
  'isFar', // 1 when the partner is out of sight: only `tell` reaches it
  'familiarity', // 0 … 1,000
  'affection', // −1,000 … 1,000
  'trust',
  'standing', // index in `standings`
  'turns', // sentences of both in the running conversation, 0 when it would begin
  'said', // what it meant last: index in `meansKinds`, -1 for nothing in particular
  'heard', // what the partner meant last, likewise; only while `speaker` waits for an answer
  'heardWhat', // index in `experienceKinds`, -1 when the partner spoke of nothing that happened
  'heardPlace', // spot: index in the buildings, then in the places, of the map; -1
  'heardAbout', // resident, 0 for the partner itself
  'heardOther', // resident, 0 for nobody
  'heardNumber', // coins, or a minute of the day
  'heardItem', // index in the items, of skills where somebody studied; -1
  'topicWhat', // something to tell: index in `experienceKinds`, -1 for nothing
  'topicPlace', // spot or -1
  'topicWho', // whom it happened to, 0 for oneself
  'topicOther',
  'topicItem',
  'topicWhen', // index in `whens`
  'sameWhat', // something like what was just heard, of one's own past: index in `experienceKinds`, -1
  'sameBy', // 1 the same food, 2 the same place
  'sameWhen',
  'grudge', // 1 when the partner has something to forgive it, 2 when it has something to forgive the partner
  'shunned', // index of the building that turned it away a while ago, -1 for none: it makes other plans
  'incident', // 1 + index in `incidentKinds` of what concerns it most, 0: nothing
  'role', // index in `incidentRoles`
  'incidentBuilding', // where it is: building index or -1
  'incidentPlace', // or index of the named place, else -1
  'hurtMinutes', // rest in a clinic that it needs
  'dateWith', // whom it meets next, as agreed; 0 for nobody
  'dateSpot', // where; -1
  'dateIn', // city minutes until then, below 0 when it is past
  'dates', // appointments in its mind, agreed or asked
  'dateCalls', // 1 while what it does is a pastime that the next one may break off
  'debtTo', // whom it owes what is due first; 0 for nobody
  'debtCoins',
  'debtDays', // city days until that is due
  'debtReach', // 1 when the creditor is near enough to be paid, or in another district; 2 when it must be walked up to
  'bagItem', // index of an item in the bag that makes a gift; -1
  'friend', // the dearest friend it has not met today, out of sight; 0 for none
  'lot', // building index of a plot here that is to be bought, built on or named, -1 for none
  'lotTask', // what to do about it: index in `lotTasks`
  'lotShop', // building index of who has what is to be fetched, else -1
  'lotPieces', // how many of it can be paid; coins to ask for the plot that is to be offered
  'lotBuilders', // building index of who would build there for what the family has; -1
  'debtBuilding', // building index of where that creditor is, here; -1
  'partnerEarns', // 1 when the partner has a job
  'betterJob', // building index of a house here that pays clearly more for a trade it knows no worse, and wants hands; -1
  'workSite', // building index of the lot at which its firm builds for hire now; -1
  'shaken', // 1 when something befell it today or yesterday after which nobody says that there is nothing new
] as const

/** What a family has to do about its plot next. The index is the column's value. */
export const lotTasks = ['none', 'claim', 'fetch_planks', 'fetch_bricks', 'build', 'lay_out', 'name', 'offer'] as const
export type LotTask = (typeof lotTasks)[number]

/** Whom a building keeps out: nobody, guests (a blackout, a strike), everybody (a fire). The index is the value in `RoutineBatch.shut`. */
export const closures = ['none', 'guests', 'everybody'] as const

/** A building as the routine mind knows it. Static part; sent again when something was built. */
export interface RoutineBuilding {
  id: string
  kind: string
  x: number
  y: number
  openFrom: number
  openTo: number
  sellsFood: boolean
  /** Beyond a border: it can be walked to, but what goes on there is not known here. */
  abroad?: boolean
}

export interface RoutineMap {
  district: string
  /** Grows with what is built in the city: a map of before is out of date. */
  revision: number
  /** Of the district, then of those to which its gates lead. */
  buildings: RoutineBuilding[]
  /** Named outdoor places (squares, parks, benches) where one may rest or linger. */
  places: { id: string; kind: string; x: number; y: number; abroad?: boolean }[]
  /** Between tram stops, as indices of `places`; minutes with the longest wait for a tram. */
  rides?: { from: number; to: number; minutes: number }[]
  /** Item ids of the city, as `RoutineBatch.mealItem` counts them. */
  items: string[]
}

export interface RoutineBatch {
  district: string
  /** Of the map that it is about. */
  revision: number
  seed: number
  tick: number
  day: number
  minuteOfDay: number
  /** Index in `weathers`. */
  weather: number
  /** By building: index in `closures`. Empty when nothing is closed. */
  shut: Uint8Array
  /** `count × ROUTINE_COLUMNS.length` integers. */
  rows: Int32Array
  /** Price in coins of the meal per building that fills most for its price, 0 when it has none to sell now. */
  mealPrice: Int32Array
  /** Hands that the building would take on now, per building of the district; 0 while its doors are closed. */
  vacancies: Int32Array
  /** Which item that meal is: index in `RoutineMap.items`, -1 when it has none to sell now. */
  mealItem: Int32Array
  /** The same of the cheapest meal: for who cannot pay the other. */
  cheapPrice: Int32Array
  cheapItem: Int32Array
}

/** What a routine mind decided; `action.parameters.words` are templates, never free text. [DET-5] */
export interface RoutineDecision {
  resident: number
  action: SimAction
}

/** The host's view of all built-in minds of a district. */
export interface RoutineMinds {
  /** Sends the map, before the first batch and before the first after something new stands in it. */
  prepare(map: RoutineMap): Promise<void>
  /** Never rejects: a mind that fails decides nothing and is counted. */
  decide(batch: RoutineBatch): Promise<RoutineDecision[]>
}
