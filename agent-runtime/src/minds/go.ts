// How a mind gets somewhere, one action at a time: out of where it is, to the door, inside.
import type { SimAction } from '@civitas/schema'
import { enter, leave, moveTo, ride } from './acts.ts'
import { buildingAt, type Situation, walkMinutes } from './situation.ts'
import { tripTo } from './trams.ts'

/** As near as this to its corner one is at a plot, in minutes of walking. */
const AT_PLOT_MINUTES = 1.5

/** The next action on the way into a building; `undefined` once inside. */
export function goInside(situation: Situation, building: number): SimAction | undefined {
  if (situation.building === building) return undefined
  if (situation.building >= 0) return leave()
  const { id } = buildingAt(situation, building)
  return situation.doorOf === building ? enter(id) : goTo(situation, buildingAt(situation, building))
}

/** The next action on the way to a named place outdoors; `undefined` once there. */
export function goToPlace(situation: Situation, place: number): SimAction | undefined {
  if (situation.building >= 0) return leave()
  if (situation.place === place) return undefined
  const target = situation.map.places[place]
  return target && goTo(situation, target)
}

/** The next action on the way to a building's plot; `undefined` once beside it. */
export function goToPlot(situation: Situation, lot: number): SimAction | undefined {
  if (situation.building >= 0) return leave()
  const plot = buildingAt(situation, lot)
  return walkMinutes(situation, plot) > AT_PLOT_MINUTES ? moveTo(plot.id) : undefined
}

/** On foot, or by tram where that is quicker; turned away by the tram, one walks. */
function goTo(situation: Situation, target: { id: string; x: number; y: number }): SimAction {
  const trip = situation.lastRefusal === 1 ? undefined : tripTo(situation, target)
  if (!trip) return moveTo(target.id)
  return situation.place === trip.from ? ride(trip.toStop) : moveTo(trip.fromStop)
}
