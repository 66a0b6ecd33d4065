// How an agent leaves one district and enters the other. The order of the steps is the protocol. [HND]
import { ByteReader, ByteWriter, must } from '@civitas/kit'
import type { Command } from '@civitas/schema'
import { BORDERS_LAYOUT, readResident, STATE_LAYOUT, writeResident } from '../bytes/resident-record.ts'
import { fromHex, toHex } from '../bytes/hex.ts'
import type { Crossing } from '../city/city.ts'
import { DISTRICT_CAPACITY, RESERVATION_TICKS } from '../limits.ts'
import { sendOff, takeIn } from '../money.ts'
import { finish } from '../people/activity.ts'
import { carriedTo } from '../people/trams.ts'
import { headFor, nodePoint, placeAt } from '../space/motion.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import { removeResident, type World } from '../world.ts'
import { wayPoint } from './directions.ts'

type Arrival = Extract<Command, { kind: 'arrive' }>

/** Step 1, at the target: keeps a place for a while, or says that there is none. */
export function reserve(world: World, { resident, from, asked }: Extract<Command, { kind: 'reserve' }>): void {
  const { reservations, tick, residents } = world
  for (const [other, until] of reservations) if (until < tick) reservations.delete(other)
  reservations.delete(resident)
  const granted = residents.length + reservations.size < capacityOf(world)
  if (granted) reservations.set(resident, tick + RESERVATION_TICKS)
  const source = world.city.districts.findIndex(({ id }) => id === from)
  if (source >= 0) send(world, source, { kind: 'reserved', resident, granted, asked })
}

/** The answer, at the source. Without a place the agent turns back. */
export function reserved(world: World, command: Extract<Command, { kind: 'reserved' }>): void {
  const resident = world.byNumber.get(command.resident)
  if (resident?.pass !== 'asked' || resident.askedTick !== command.asked) return
  if (command.granted) resident.pass = 'granted'
  else finish(world, resident, 'failed')
}

/** Step 2, at the source: from this tick's commit on the outbox row is the agent. [HND-1] */
export function depart(world: World, resident: Resident, crossing: Crossing): void {
  const { district } = crossing
  const to = must(world.city.districts[district], 'district').id
  emit(world, { type: 'agent_departed', agent_id: idOf(resident), to }, resident)
  resident.epoch += 1
  resident.pass = 'none'
  const { number, epoch } = resident
  const out = new ByteWriter()
  writeResident(out, world, resident)
  const gate = world.map.crossings.indexOf(crossing)
  const aboard = resident.ride?.aboard ? { aboard: true as const } : {}
  send(world, district, {
    kind: 'arrive',
    resident: number,
    epoch,
    from: world.map.id,
    gate,
    record: toHex(out.copy()),
    layout: STATE_LAYOUT,
    coins: resident.coins,
    ...aboard,
  })
  sendOff(world, resident, resident.coins)
  world.output.changed.delete(resident)
  world.departed.delete(number)
  world.departed.set(number, { district, epoch })
  removeResident(world, resident)
}

/** Step 3, at the target: nobody who has departed is refused. A repeat, known by resident and epoch, changes nothing. */
export function arrive(world: World, arrival: Arrival): void {
  const { resident: number, epoch, from, gate, record, layout = BORDERS_LAYOUT } = arrival
  const known = world.byNumber.get(number)?.epoch ?? world.departed.get(number)?.epoch ?? -1
  if (known >= epoch) return
  const kept = (world.reservations.get(number) ?? -1) >= world.tick
  world.reservations.delete(number)
  if (!kept && world.residents.length >= capacityOf(world)) world.output.late += 1
  world.departed.delete(number)
  const source = must(
    world.city.districts.find(({ id }) => id === from),
    'source of an arrival',
  )
  const crossing = must(source.crossings[gate], 'crossing of an arrival')
  const resident = readResident(new ByteReader(fromHex(record)), world, layout)
  const { coins } = resident
  resident.coins = 0
  takeIn(world, resident, coins)
  placeAt(world.motion, world.map.net, resident.slot, nodePoint(world.map.net, crossing.there))
  world.index.forget()
  world.output.changed.add(resident)
  emit(world, { type: 'agent_arrived', agent_id: idOf(resident), from }, resident)
  goOn(world, resident)
}

/** The walk or the ride that began on the other side. */
function goOn(world: World, resident: Resident): void {
  if (resident.ride) placeAt(world.motion, world.map.net, resident.slot, carriedTo(world, resident.ride).point)
  if (resident.activity !== 'walking') return
  const goal = wayPoint(world, resident.target)
  if (!goal || !headFor(world.motion, world.map.net, resident.slot, goal)) finish(world, resident, 'failed')
}

function capacityOf({ map }: World): number {
  return map.scenario.capacity ?? DISTRICT_CAPACITY
}
