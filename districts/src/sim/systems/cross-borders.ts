import { must } from '@civitas/kit'
import { UNITS_PER_METRE } from '@civitas/schema'
import { crossingTo, districtAt, isBoundAbroad } from '../borders/directions.ts'
import { depart } from '../borders/handoff.ts'
import type { Crossing } from '../city/city.ts'
import { ASK_METRES, GATE_PATIENCE_TICKS } from '../limits.ts'
import { finish } from '../people/activity.ts'
import { activityCodes } from '../people/bodies.ts'
import { carriedTo } from '../people/trams.ts'
import { nodeOf } from '../space/motion.ts'
import { squaredTo } from '../space/places.ts'
import { send } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

const { walking: WALKING, riding: RIDING } = activityCodes

/** Those who walk to another district ask for a place when they come near the gate, wait there for the answer, and go through; riders asked before. [HND] */
export function crossBorders(world: World): void {
  const { residents, bodies } = world
  const { count, activity } = bodies
  const bound: Resident[] = []
  const aboard: Resident[] = []
  for (let slot = 0; slot < count; slot++) {
    const doing = activity[slot] as number
    if (doing !== WALKING && doing !== RIDING) continue
    const resident = residents[slot] as Resident
    if (isBoundAbroad(world, resident)) bound.push(resident)
    else if (resident.ride?.aboard) aboard.push(resident)
  }
  for (const resident of bound) {
    const crossing = crossingTo(world, districtAt(world, resident.target))
    if (crossing) approach(world, resident, crossing)
    else finish(world, resident, 'failed')
  }
  for (const resident of aboard) rideOver(world, resident)
}

/** A tram waits for nobody: who has a place beyond goes on after it. */
function rideOver(world: World, resident: Resident): void {
  if (resident.pass !== 'granted' || !resident.ride) return
  const { border } = carriedTo(world, resident.ride)
  if (border) depart(world, resident, border)
}

function approach(world: World, resident: Resident, crossing: Crossing): void {
  if (resident.pass === 'granted') {
    if (nodeOf(world.motion, world.map.net, resident.slot) === crossing.node) depart(world, resident, crossing)
  } else if (resident.pass === 'asked') {
    if (world.tick - resident.askedTick > GATE_PATIENCE_TICKS) finish(world, resident, 'failed')
  } else if (isNear(world, resident, crossing)) {
    resident.pass = 'asked'
    resident.askedTick = world.tick
    const question = { resident: resident.number, from: world.map.id, asked: world.tick }
    send(world, crossing.district, { kind: 'reserve', ...question })
  }
}

function isNear(world: World, resident: Resident, { node }: Crossing): boolean {
  const { nodeX, nodeY } = world.map.net
  const reach = ASK_METRES * UNITS_PER_METRE
  const gate = { x: must(nodeX[node], 'node'), y: must(nodeY[node], 'node') }
  return squaredTo(world, resident, gate) <= reach * reach
}
