import { must } from '@civitas/kit'
import { GATE_PATIENCE_TICKS, TRAM_FARE } from '../limits.ts'
import { transfer } from '../money.ts'
import { finish } from '../people/activity.ts'
import { activityCodes } from '../people/bodies.ts'
import { borderAhead, carriedTo, isCarPacked, nextCar, stepOf, stopHere } from '../people/trams.ts'
import { nodePoint, placeAt } from '../space/motion.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { Resident, Ride } from '../people/resident.ts'
import type { World } from '../world.ts'

/** Who waits at a stop gets in when the tram is there; who is inside is carried on, and gets off at the goal. */
export function rideTrams(world: World): void {
  const { residents, bodies } = world
  const { count, activity } = bodies
  for (let slot = 0; slot < count; slot++) {
    if (activity[slot] === activityCodes.riding) travel(world, residents[slot] as Resident)
  }
}

function travel(world: World, resident: Resident): void {
  const { ride } = resident
  if (ride && !ride.aboard) board(world, resident, ride)
  if (resident.ride?.aboard) carry(world, resident, resident.ride)
}

function board(world: World, resident: Resident, ride: Ride): void {
  if (stepOf(world) < ride.boards) return
  if (resident.coins < TRAM_FARE) return finish(world, resident, 'failed')
  if (isCarPacked(world, ride)) {
    const next = nextCar(world, resident)
    if (next) resident.ride = { ...next, aboard: false }
    else finish(world, resident, 'failed')
    return
  }
  const { line } = must(world.city.tramways[ride.course], 'a tramway').course
  const [place, to] = [
    must(stopHere(world, resident), 'a stop').id,
    must(world.city.named[resident.target], 'a stop').id,
  ]
  transfer(resident, world.treasury, TRAM_FARE)
  ride.aboard = true
  emit(world, { type: 'tram_boarded', agent_id: idOf(resident), line, place, to, coins: TRAM_FARE }, resident)
}

/** Gets off at the goal; until then it is where the car is, or at the border that the car has passed. */
function carry(world: World, resident: Resident, ride: Ride): void {
  const { city, map, motion } = world
  const goal = map.named[resident.target - map.firstAddress]
  world.index.forget()
  if (goal && stepOf(world) >= ride.alights) {
    placeAt(motion, map.net, resident.slot, nodePoint(map.net, goal.node))
    const { line } = must(city.tramways[ride.course], 'a tramway').course
    emit(world, { type: 'tram_left', agent_id: idOf(resident), line, place: goal.id }, resident)
    return finish(world, resident, 'done')
  }
  const { point } = carriedTo(world, ride)
  placeAt(motion, map.net, resident.slot, point)
  askBeyond(world, resident, ride)
}

/** For a place beyond the border, before the tram is there. [HND] */
function askBeyond(world: World, resident: Resident, ride: Ride): void {
  if (resident.pass === 'asked' && world.tick - resident.askedTick > GATE_PATIENCE_TICKS) {
    return finish(world, resident, 'failed')
  }
  const crossing = resident.pass === 'none' ? borderAhead(world, ride) : undefined
  if (!crossing) return
  resident.pass = 'asked'
  resident.askedTick = world.tick
  const question = { resident: resident.number, from: world.map.id, asked: world.tick }
  send(world, crossing.district, { kind: 'reserve', ...question })
}
