// Every number of the world, with its unit and its reason.

import type { IncidentKind, Weather } from '@civitas/schema'

export { MINUTES_PER_DAY } from '@civitas/schema'

/** Grows with every change that can change a state hash. [DET-4] */
export const SIM_VERSION = 34

// Motion. Progress along an edge is counted in 1/160 m, so that 3 m/s at ten steps a second is a whole number.
export const STEPS_PER_SECOND = 10
export const STEP_MS = 1000 / STEPS_PER_SECOND
export const PROGRESS_PER_METRE = 160
/** 1/160 m per step: 3 m per real second. */
export const WALK_PER_STEP = 48
/** 1/160 m per step of a starving walker: 1.5 m per real second. */
export const SLOW_WALK_PER_STEP = 24
/** 1/160 m per step in snow and storm: two metres a second. */
export const FOUL_WALK_PER_STEP = 32
/** Progress units in one wire unit of 1/16 m. */
export const PROGRESS_PER_UNIT = 10

// City time, in milliseconds.
export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
/** A fresh city starts on day 1 at 08:00. [CLK-1] */
export const FIRST_CITY_MS = 8 * HOUR_MS

// Needs: 0 … FULL, counted in thousandths of the 0 … 10,000 that others see, so that slow decay stays whole.
export const NEED_GRAIN = 1_000
export const FULL = 10_000 * NEED_GRAIN
/** Loss per city second. Energy lasts 20 h awake, hunger 8 h, company 24 h, purpose 48 h. */
export const DECAY = { energy: 139, hunger: 347, social: 116, purpose: 58 } as const
/** What being outdoors takes of energy beyond that, per city second: a storm halves the day, snow and heat take a third. */
export const EXPOSURE: Readonly<Partial<Record<Weather, number>>> = { storm: 139, snow: 70, heat: 70 }
/** Gain of energy per city second: 8 h in one's own bed give back what 16 h awake take; elsewhere it takes twice as long. */
export const SLEEP_GAIN = 280
export const REST_GAIN = 140
/** Gain of purpose per city second of work: a shift of 8 h fills more than half. */
export const WORK_PURPOSE_GAIN = 260
/** City minutes into its shift within which somebody who wakes up has overslept; later, it was somewhere else before. */
export const OVERSLEPT_MINUTES = 90
/** The same of study, and what one learns: a hundred hours make a master. */
export const STUDY_PURPOSE_GAIN = 170
export const LEARNING_GAIN = 28
/** Gain of purpose per city second of a pastime: a free day leaves one content, but work fills more. */
export const PASTIME_PURPOSE_GAIN = 100
/** Gain of company per city second of play: an hour is worth a third of a day. */
export const PLAY_SOCIAL_GAIN = 900
/** Gain of company from being waved at, for both. */
export const WAVE_SOCIAL_GAIN = 100 * NEED_GRAIN
/** Gain of company from one utterance, for who speaks and who hears. */
export const TALK_SOCIAL_GAIN = 400 * NEED_GRAIN
/** Filling points of an item count in percent. */
export const PER_FILLING_POINT = FULL / 100
/** Above this nobody can eat more. */
export const NOT_HUNGRY_ABOVE = (FULL / 100) * 95
/** Who arrives in the city is hungry from the journey: its first meal is something to do. */
export const ARRIVAL_HUNGER = (FULL / 100) * 60
/** Below this a body without orders eats what it carries. */
export const STARVING_BELOW = (FULL / 100) * 10
/** Who fainted wakes at this energy. */
export const WAKE_AT = (FULL / 100) * 35
/** Who sits down to rest gets up at this energy; in its own bed one sleeps as long as one meant to. */
export const RESTED_AT = (FULL / 100) * 99

/** City minutes that a meal takes. */
export const MEAL_MINUTES = 20
/** Employees may enter this many city minutes before their shift. */
export const EARLY_ENTRY_MINUTES = 60

// Perception and speech.
/** Metres within which people outdoors see and hear each other; borders are wider. */
export const PERCEPTION_METRES = 25
/** People who hear an utterance: in a throng a voice carries no further, and a word costs the same in any crowd. */
export const HEARERS_MAX = 50
/** Metres within which a routine resident strikes up a conversation. */
export const TALK_METRES = 6
/** Ticks during which an utterance waits for an answer of whom it was meant for: the nearest who hears it. */
export const ANSWER_TICKS = 15
/** Filling points from which on food makes a meal; less is a snack. */
export const MEAL_FILLING = 30
export const VISIBLE_AGENTS_MAX = 20
export const NEARBY_PLACES_MAX = 12
/** Metres within which a shop's shelves can be read from outside. */
export const SHELF_METRES = 30
/** Utterances that an agent's observation repeats, and for how many ticks. */
export const HEARD_MAX = 10
export const HEARD_TICKS = 60
/** Ticks during which somebody who spoke is drawn talking. */
export const TALKING_TICKS = 4

// Actions.
/** Newest keys remembered per agent. [ACT-7] */
export const KEYS_REMEMBERED = 64
/** Speech acts per agent and tick. [ACT-6] */
export const SPEECH_PER_TICK = 3
/** A resident's built-in mind is asked every this many ticks while it is idle; spreads the load over ticks. */
export const ROUTINE_PERIOD_TICKS = 3
/** City minutes for which somebody who was turned away makes other plans. */
export const SHUN_MINUTES = 90

// Borders. [HND]
/** Metres from the gate at which a walker asks for a place beyond: the answer takes some ticks. */
export const ASK_METRES = 45
/** Ticks that somebody waits for the answer before turning back. */
export const GATE_PATIENCE_TICKS = 60
/** Ticks for which a place is kept. */
export const RESERVATION_TICKS = 120
/** Residents that a district holds where the scenario does not say. */
export const DISTRICT_CAPACITY = 200_000
/** A command is sent on after an agent at most this often, and once more per district. [CMD-4] */
export const HOPS_MAX = 8

// Firms.
export const MINUTES_PER_HOUR = 60
/** Shifts of its whole staff that a firm's capital pays for: what comes in late must not stop the work. */
export const CAPITAL_DAYS = 4
/** What firms pay each other, in percent of what people pay: who sells on lives on the difference. */
export const TRADE_PERCENT = 80
/** What goods from outside the city cost a shop or a warehouse, in percent of the scenario's price. */
export const IMPORT_PERCENT = 50
/** What food costs that is fetched from outside when a shelf holds less than one part in so many of what it should: hardly less than it sells for. */
export const FETCH_PERCENT = 85
export const BARE_PART = 5
/** City hours at which that is done, before people get hungry. */
export const FETCH_HOURS: readonly number[] = [6, 11, 17]
/** Paid with an order, in percent of what it usually costs: prices beyond the border are not known; the rest comes back. */
export const ADVANCE_PERCENT = 150
/** Of its till a firm puts this many percent into one order at most: wages come first. */
export const ORDER_TILL_PERCENT = 50
/** City hour at which the farm boat lands. */
export const BOAT_HOUR = 5

export const HOURS_PER_DAY = 24
/** Wages in percent of the scenario's: the usual, and what a firm in need or in search of hands pays. */
export const FULL_WAGE = 100
export const LEAST_WAGE = 70
export const MOST_WAGE = 120
export const WAGE_STEP = 5
/** Who knows a trade by heart earns this many percent more; an hour at work teaches a quarter of one at school. */
export const SKILL_WAGE_PERCENT = 25
export const WORK_LEARNING_GAIN = 7
/** What another job must pay, in percent of one's own, before one thinks of leaving. */
export const BETTER_WAGE_PERCENT = 120
/** Shifts in a row that somebody may miss: an evening across the border, a bad night, a day off. */
export const MISSED_MAX = 4
/** Midnights in a row without half a shift's wage in the till that end a firm; days until it is founded anew, at what wage. */
export const BROKE_DAYS = 3
export const CLOSED_DAYS = 7
export const FOUNDING_WAGE = 85
/** Of so many firms of a district one may be closed at a time. */
export const CLOSED_SHARE = 12
/** A public house grows by one place in this many days. */
export const GROWTH_DAYS = 4
/** Of a hundred residents more than these without work are many: some are past it. */
export const JOBLESS_PERCENT = 10
/** A building offers at most this many places for each hundred people it holds: the others are its guests. */
export const POSITIONS_PERCENT = 40
/** Of each hundred residents so many want to work; the others are old, or have better things to do. */
export const WORKERS_PERCENT = 93
/** A price moves by this part of the usual one in a day, and back by that. */
export const PRICE_STEP_PERCENT = 10
export const PRICE_DRIFT_PERCENT = 5
/** Steps up for a ware that is sold out at midnight: nobody knows how much more was asked for. */
export const SOLD_OUT_STEPS = 2
/** Sales of a usual day follow a change over about so many days: so long the price tells that something is unusual. */
export const USUAL_DAYS = 8
/** Sales of a usual day are counted in sixteenths. */
export const USUAL_GRAIN = 16
/** What the boat pays for goods that it takes along, in percent of their price: less than people here. */
export const SHIP_PERCENT = 70

// Households.
/** Coins a day for each who lives in a house, or in a flat, where the scenario does not say. */
export const HOUSE_RENT = 9
export const FLAT_RENT = 7
/** People of one flat. */
export const FLAT_FAMILY = 2
/** What one keeps in the pocket, and how much in a hundred of the rest goes into the family's purse. */
export const POCKET_COINS = 70
export const BRING_PERCENT = 70
/** Coins that each of the first families has saved: it need not begin to save before it begins to spend. */
export const FIRST_SAVINGS = 100
/** Who has less takes up to this much from the purse. */
export const DRAW_BELOW = 30
/** Coins for each of a family that it does not touch for errands, and how much in a hundred of the rest it spends on goods, then on food. */
export const COMFORT_COINS = 60
export const SPEND_PERCENT = 60
/** Days from one round of the shops to the next: so there is enough for a chair. Shelves that it looks at, of goods and of food. */
export const ERRAND_DAYS = 3
export const ERRANDS_MAX = 12
/** What families leave of the food on a shelf, in percent of what should be there: others are hungry. */
export const SHELF_LEFT_PERCENT = 40
/** Days of rent that one may owe. */
export const EVICT_DAYS = 7
/** Days of rent that are owed when a family sells the land that it has beside its home. */
export const SELL_DAYS = 4
/** City hours: before dawn most are at home, nobody is put on the street at night. */
export const RENT_HOUR = 4
export const EVICT_HOUR = 10
export const HOUSING_HOUR = 12
export const ERRAND_HOUR = 16

// Taxes and treasury.
export const INCOME_TAX_PERCENT = 15
export const SALES_TAX_PERCENT = 8
/** City hour at which who is past work gets a pension, and how many coins: a bed and three meals. */
export const PENSION_HOUR = 6
export const PENSION_COINS = 32
/** City hours at which the treasury helps whoever has fewer coins than a meal costs, and how many it gives. */
export const RELIEF_HOURS: readonly number[] = [7, 13, 19]
export const RELIEF_BELOW = 12
export const RELIEF_COINS = 20
/** What a treasury keeps, in percent of what it was founded with, before it spends on anything but what it owes. */
export const RESERVE_PERCENT = 25
/** Beyond the reserve, one in this many coins goes into goods each day. */
export const SHIP_DAYS = 10
/** Percent of what it has beyond the founding sum that a treasury passes on each night. */
export const SHARE_PERCENT = 50
// Trams; their pace and timetable are shared with the page: shared/schema/src/world/trams.ts.
/** Riders that one car holds. */
export const TRAM_SEATS = 24
/** Coins to the treasury per ride: a third of a meal. */
export const TRAM_FARE = 2
/** Steps ahead of the border at which a rider asks for a place beyond: some ticks more than an answer takes. */
export const TRAM_ASK_STEPS = 80

// Money.
/** Coins that a till keeps at midnight, beside what the staff is paid; the rest goes to the treasury. */
export const TILL_FLOAT = 200
/** The same of a firm that somebody built: small, so that its owner sees something of it within weeks. */
export const OWNED_TILL_FLOAT = 60
/** What a shop pays for goods, in percent of their price: of today's or of the scenario's, whichever is less. */
export const SELL_PERCENT = 50
/** Bounds of a price, in percent of the scenario's. With the line above, nobody gains by setting prices and trading. */
export const PRICE_MIN_PERCENT = 50
export const PRICE_MAX_PERCENT = 200
/** Plots that one agent may own, so that there is land for all. */
export const PLOTS_MAX = 3
/** Metres from a plot within which it can be claimed. */
export const PLOT_METRES = 30
/** Plots that an observation lists, and within how many metres. */
export const NEARBY_PLOTS_MAX = 6
export const NEARBY_PLOT_METRES = 60
/** Coins that a family keeps beside the price of a plot: for what is to stand on it. */
export const LAND_RESERVE = 30
/** Pieces of planks or bricks bought at once, and coins that stay in the pocket for food. */
export const MATERIALS_MAX = 12
export const POCKET_KEPT = 20
/** What builders ask for an hour of work, in percent of the wage that they pay for it. */
export const BUILDERS_PERCENT = 150
/** Buildings that one firm has in hand at a time, and city days after which an owner need not wait for it any longer. */
export const CONTRACTS_MAX = 3
export const CONTRACT_DAYS = 10
/** Coins per city hour for who helps to build, from the deposit. */
export const SITE_WAGE = 8
/** What the treasury gives back for a plot, in percent of its price. */
export const RELEASE_PERCENT = 50
/** When less than this is left in the treasury, the city mints as much again. */
export const TREASURY_FLOOR = 1_000
export const MINT_COINS = 50_000

/** Most nodes of a district's net: next hops are kept for all pairs, two bytes each. */
export const NODES_MAX = 2_000

// Incidents.
/** At once in the whole city; what else is announced never begins. */
export const INCIDENTS_MAX = 8
/**
 * Work that ends one, in city milliseconds of one pair of unskilled hands: a crew of two is done with a fire in half an hour, four
 * mediators with a strike in a day's work. */
export const WORK_NEEDED_MS: Readonly<Record<IncidentKind, number>> = {
  fire: 3 * HOUR_MS,
  festival: 0,
  blackout: 6 * HOUR_MS,
  strike: 90 * HOUR_MS,
  lost_child: 10 * MINUTE_MS,
}
/** How many times faster those are whose trade it is. */
export const CALLED_SPEED = 3
/** Helpers who are remembered, and who are named at the end. */
export const HELPERS_MAX = 64
export const HELPERS_TOLD = 12
/** Helpers whom the page can pick out while it goes on. */
export const HELPERS_SHOWN = 24
/** Coins from the treasury for each helper. */
export const THANKS_COINS = 10
/** People whom smoke keeps from the door, so that a fire never takes a crowd. */
export const TRAPPED_MAX = 3
/** Energy of who was carried out: enough to walk to the clinic. */
export const RESCUED_ENERGY = (FULL / 100) * 30
/** Hours in a clinic that heal who breathed smoke, and what share of that any other hour is worth. */
export const HURT_MS = 3 * HOUR_MS
export const CARE_SHARE = 4
/** How long a house that burnt is under repair. */
export const REPAIR_MS = 18 * HOUR_MS
/** The same of a home: neighbours see to it that its people sleep in their own beds. */
export const HOME_REPAIR_MS = 4 * HOUR_MS
/** Company that a festival gives to whoever takes part. */
export const FESTIVAL_SOCIAL_GAIN = (FULL / 100) * 15
/** Metres from a fire within which people lend a hand, and within which they stop to look. */
export const VOLUNTEER_METRES = 60
export const ONLOOKER_METRES = 40
