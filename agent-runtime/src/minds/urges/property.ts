// Land of one's own: a family that has put enough by buys a plot, and builds on it in its free time, errand by errand; who is behind with debts or rent offers it.
import { foulWeathers, lotTasks, plotNames, type SimAction, type WorkName } from '@civitas/schema'
import { build, buy, claimPlot, namePlot, offerPlot } from '../acts.ts'
import { isFreeFor } from '../day.ts'
import { goInside, goToPlot } from '../go.ts'
import { PURPOSE } from '../purposes.ts'
import { buildingAt, draw, isOpen, type Situation } from '../situation.ts'

/** One in this many families would rather have land than savings. */
const INCLINED = 3
/** One in this many builds a kiosk, the others a home. */
const TRADERS = 4
/** One in this many saves for builders rather than build with its own hands. */
const HIRERS = 2
/** Free minutes that it takes to set out for such a thing, and how long one works at a stretch. */
const ROOM_MINUTES = 120
const STRETCH = 120
/** Energy that one keeps for the evening, and what a minute of it takes; 10,000 is rested. */
const TIRED = 2_800
const ENERGY_PER_MINUTE = 8
/** It is not worth taking up the tools for less than this. */
const LEAST_MINUTES = 30
/** Daylight to build by, in minutes of the day. */
const FROM = 420
const TO = 1_230
/** Coins for the till of a kiosk, to begin with. */
const CAPITAL = 30

export function tendLand(situation: Situation): SimAction | undefined {
  const { lot, lotBuilders, minute, lastRefusal } = situation
  if (lot < 0 || lastRefusal === 1 || minute < FROM || minute > TO || !isFreeFor(situation, ROOM_MINUTES))
    return undefined
  const task = lotTasks[situation.lotTask]
  if (task === 'offer') return offerPlot(buildingAt(situation, lot).id, situation.lotPieces)
  const hires = draw(situation, HIRERS, 3, PURPOSE.land) === 0
  if (task === 'claim' && draw(situation, INCLINED, 1, PURPOSE.land) !== 0) return undefined
  if (task === 'name') return giveName(situation)
  if (hires && lotBuilders >= 0) return hireBuilders(situation)
  if (hires && task === 'lay_out') return undefined
  if (task === 'fetch_planks' || task === 'fetch_bricks') return fetch(situation)
  const { id } = buildingAt(situation, lot)
  const minutes = Math.min(STRETCH, Math.trunc((situation.energy - TIRED) / ENERGY_PER_MINUTE))
  // Before it sets out: who turns back at the fence, and out again at the door, gets nowhere all evening.
  if (task !== 'claim' && (minutes < LEAST_MINUTES || foulWeathers.includes(situation.weather))) return undefined
  const way = goToPlot(situation, lot)
  if (way) return way
  if (task === 'claim') return claimPlot(id)
  return build(id, { ...planOf(situation), minutes, deposit: trades(situation) ? capital(situation) : 0 })
}

/** To their house while it is open, and there by word of mouth. */
function hireBuilders(situation: Situation): SimAction | undefined {
  const { lot, lotBuilders, shunned, minute } = situation
  const house = buildingAt(situation, lotBuilders)
  if (lotBuilders === shunned || !isOpen(house, minute + 30)) return undefined
  const order = { ...planOf(situation), builders: house.id, minutes: 1, deposit: 0 }
  return goInside(situation, lotBuilders) ?? build(buildingAt(situation, lot).id, order)
}

/** From wherever one is in the district: each owner has one in mind for a home, and one for a shop. */
function giveName(situation: Situation): SimAction {
  const { id, kind } = buildingAt(situation, situation.lot)
  const list = kind === 'house' ? 'home' : 'trade'
  const at = draw(situation, plotNames[list].length, situation.lot, PURPOSE.naming)
  return namePlot(id, { list, at, owner: situation.resident })
}

function trades(situation: Situation): boolean {
  return draw(situation, TRADERS, 2, PURPOSE.land) === 0
}

/** What to lay out; what was begun is gone on with, whoever began it. */
function planOf(situation: Situation): { kind?: WorkName } {
  if (lotTasks[situation.lotTask] !== 'lay_out') return {}
  return { kind: trades(situation) ? 'kiosk' : 'cottage' }
}

/** To the shop that has what is lacking, and as much of it as one can pay and carry. */
function fetch(situation: Situation): SimAction | undefined {
  const { lotShop, lotPieces, lotTask, shunned, minute } = situation
  if (lotShop < 0 || lotShop === shunned || !isOpen(buildingAt(situation, lotShop), minute + 30)) return undefined
  return goInside(situation, lotShop) ?? buy(lotTasks[lotTask] === 'fetch_planks' ? 'planks' : 'bricks', lotPieces)
}

/** Once: what is in the till already is not known, so it is given when one has plenty. */
function capital({ coins, tick }: Situation): number {
  return coins > CAPITAL * 2 && tick % 2 === 0 ? CAPITAL : 0
}
