// Land of one's own: a family that has put enough by buys a plot, and builds on it in its free time, errand by errand.
import { foulWeathers, type SimAction } from '@civitas/schema'
import { build, buy, claimPlot, moveTo } from '../acts.ts'
import { isFreeFor } from '../day.ts'
import { goInside } from '../go.ts'
import { PURPOSE } from '../purposes.ts'
import { buildingAt, draw, isOpen, type Situation, walkMinutes } from '../situation.ts'

/** One in this many families would rather have land than savings. */
const INCLINED = 3
/** One in this many builds a kiosk, the others a home. */
const TRADERS = 4
/** Tasks, as the district tells them. */
const CLAIM = 1
const FETCH_PLANKS = 2
const BUILD = 4
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
/** As near as this to its corner one is at the plot, in minutes of walking. */
const AT_PLOT = 1.5
/** Coins for the till of a kiosk, to begin with. */
const CAPITAL = 30

export function tendLand(situation: Situation): SimAction | undefined {
  const { lot, lotTask, minute, lastRefusal } = situation
  if (lot < 0 || lastRefusal === 1 || minute < FROM || minute > TO || !isFreeFor(situation, ROOM_MINUTES))
    return undefined
  if (lotTask === CLAIM && draw(situation, INCLINED, 1, PURPOSE.land) !== 0) return undefined
  if (lotTask !== CLAIM && lotTask !== BUILD) return fetch(situation)
  const { id } = buildingAt(situation, lot)
  if (situation.building >= 0 || walkMinutes(situation, buildingAt(situation, lot)) > AT_PLOT)
    return goTo(situation, id)
  if (lotTask === CLAIM) return claimPlot(id)
  const minutes = Math.min(STRETCH, Math.trunc((situation.energy - TIRED) / ENERGY_PER_MINUTE))
  if (minutes < LEAST_MINUTES || foulWeathers.includes(situation.weather)) return undefined
  const trades = draw(situation, TRADERS, 2, PURPOSE.land) === 0
  return build(id, { kind: trades ? 'kiosk' : 'cottage', minutes, deposit: trades ? capital(situation) : 0 })
}

/** To the shop that has what is lacking, and as much of it as one can pay and carry. */
function fetch(situation: Situation): SimAction | undefined {
  const { lotShop, lotPieces, lotTask, shunned, minute } = situation
  if (lotShop < 0 || lotShop === shunned || !isOpen(buildingAt(situation, lotShop), minute + 30)) return undefined
  return goInside(situation, lotShop) ?? buy(lotTask === FETCH_PLANKS ? 'planks' : 'bricks', lotPieces)
}

function goTo(situation: Situation, plot: string): SimAction {
  return situation.building >= 0 ? { name: 'leave', parameters: {} } : moveTo(plot)
}

/** Once: what is in the till already is not known, so it is given when one has plenty. */
function capital({ coins, tick }: Situation): number {
  return coins > CAPITAL * 2 && tick % 2 === 0 ? CAPITAL : 0
}
