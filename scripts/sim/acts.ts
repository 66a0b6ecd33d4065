// What a simulated agent wants: a bit of everything, sensible or not.
import type { Dice } from './machine/dice.ts'

export interface Decision {
  action: string
  parameters: Record<string, unknown>
  idempotency_key: string
  expires_tick?: number
}

/** A decision before it has a key. */
export type Act = Omit<Decision, 'idempotency_key'>

const PLACES = ['fountain-square', 'park-pond', 'market-square', 'bridge-west', 'cedar-bench', 'nowhere-at-all']
const PLOTS = ['plot-ot-3', 'plot-ot-4', 'plot-mk-1', 'plot-mk-2', 'plot-of-nobody']
const ITEMS = ['bread', 'apple', 'sandwich']
const STOPS = ['bell-stop', 'bridge-stop', 'quay-stop', 'spice-stop']
const SHOPS = ['bridge-kiosk', 'harbour-kiosk', 'canal-cafe', 'sun-bakery']

const acts: readonly ((dice: Dice, peers: readonly string[]) => Act)[] = [
  (dice) => ({ action: 'wait', parameters: { minutes: dice.between(1, 5) } }),
  (dice) => ({ action: 'say', parameters: { text: `Number ${dice.between(1, 1_000)}.` } }),
  (dice, peers) => ({ action: 'tell', parameters: { agent: dice.pick(peers), text: 'Between us.' } }),
  (dice, peers) => ({ action: 'pay', parameters: { agent: dice.pick(peers), amount: dice.between(1, 9) } }),
  (dice) => ({ action: 'move_to', parameters: { place: dice.pick(PLACES) } }),
  (dice) => ({ action: 'move_to', parameters: { place: dice.pick(SHOPS) } }),
  (dice) => ({ action: 'move_to', parameters: { place: dice.pick(STOPS) } }),
  (dice) => ({ action: 'ride', parameters: { stop: dice.pick(STOPS) } }),
  (dice) => ({ action: 'enter', parameters: { building: dice.pick(SHOPS) } }),
  () => ({ action: 'leave', parameters: {} }),
  (dice) => ({ action: 'buy', parameters: { item: dice.pick(ITEMS), quantity: dice.between(1, 3) } }),
  () => ({ action: 'eat', parameters: {} }),
  (dice) => ({ action: 'rest', parameters: { minutes: dice.between(1, 30) } }),
]

/** Goods, land and company. */
const dealings: typeof acts = [
  (dice, peers) => ({ action: 'wave', parameters: { agent: dice.pick(peers) } }),
  (dice, peers) => ({ action: 'give', parameters: { agent: dice.pick(peers), item: dice.pick(ITEMS) } }),
  (dice) => ({ action: 'sell', parameters: { item: dice.pick(ITEMS) } }),
  (dice) => ({ action: 'set_price', parameters: { item: dice.pick(ITEMS), price: dice.between(1, 20) } }),
  (dice) => ({ action: 'work', parameters: { minutes: dice.between(1, 30) } }),
  (dice) => ({ action: 'play', parameters: { minutes: dice.between(1, 30) } }),
  (dice) => ({ action: 'study', parameters: { minutes: dice.between(1, 30) } }),
  (dice) => ({ action: 'claim_plot', parameters: { plot: dice.pick(PLOTS) } }),
  (dice) => ({ action: 'build', parameters: { plot: dice.pick(PLOTS), kind: 'kiosk', deposit: dice.between(0, 5) } }),
  (dice) => ({ action: 'move_to', parameters: { place: dice.pick(PLOTS) } }),
  (dice) => ({ action: 'manage_plot', parameters: { plot: dice.pick(PLOTS), price: dice.between(0, 9) } }),
  (dice) => ({ action: 'name_plot', parameters: { plot: dice.pick(PLOTS), text: 'Our place' } }),
  (dice) => ({ action: 'release_plot', parameters: { plot: dice.pick(PLOTS) } }),
]
/** Words that ask and answer, and coins that mean something. */
const promises: typeof acts = [
  (dice, peers) => ({
    action: 'tell',
    parameters: {
      agent: dice.pick(peers),
      text: 'Will you come?',
      means: { kind: 'invite', place: dice.pick(PLACES), minute_of_day: dice.between(0, 1_439) },
    },
  }),
  (dice, peers) => ({
    action: 'tell',
    parameters: {
      agent: dice.pick(peers),
      text: 'As you say.',
      means: { kind: dice.pick(['accept', 'decline', 'thank']) },
    },
  }),
  (dice, peers) => ({
    action: 'say',
    parameters: {
      to: dice.pick(peers),
      text: 'Well.',
      means: dice.pick<object>([
        { kind: 'insult' },
        { kind: 'apologise' },
        { kind: 'accept' },
        { kind: 'ask_loan', amount: 9 },
      ]),
    },
  }),
  (dice, peers) => ({
    action: 'pay',
    parameters: { agent: dice.pick(peers), amount: dice.between(1, 9), for: dice.pick(['loan', 'debt', 'gift']) },
  }),
]
/** Most of the time agents move about: what happens at borders is what runs are for. */
const DEALS = 0.3
/** Of the deals. */
const PROMISES = 0.4

/** How many ticks ahead an action may still be worth something. */
const SHORT_LIVED_TICKS = 20

export function drawDecision(dice: Dice, of: { key: string; peers: readonly string[]; tick: number }): Decision {
  const kinds = dice.chance(DEALS) ? (dice.chance(PROMISES) ? promises : dealings) : acts
  const act = dice.pick(kinds)(dice, of.peers)
  const expires = dice.chance(0.1) ? { expires_tick: of.tick + dice.between(0, SHORT_LIVED_TICKS) } : {}
  return { ...act, ...expires, idempotency_key: of.key }
}
