// The canonical bytes of a district: one encoding serves snapshot, hash and, per resident, the handoff record. [DET-1]
//
//   world     ::= layout:u16 district:u8 seed:u32 tickMs:varint tick:varint cityMs:f64 rate:f64 paused:u8
//                 treasury:f64 inTransit:f64 building × buildings  count:varint resident × count
//                 count:varint departed × count  count:varint reserved × count  owner:u32 × plots
//                 weather:u8 weatherTick:varint households shutUntilMs:f64 × buildings count:varint incident × count
//                 count:varint sum:f64 × count raised contracts
//   incident  ::= see writeIncident
//   departed  ::= resident:u32 district:u8 epoch:varint
//   reserved  ::= resident:u32 until:varint
//   building  ::= coins:f64 open:u8 occupants:varint working:varint stock:varint × shelves price:varint × shelves firm
//   firm      ::= see writeFirm
//   resident  ::= see writeResident; residents stand in the order of their slots, which is part of the state
import { assert, ByteReader, ByteWriter, must } from '@civitas/kit'
import { weathers } from '@civitas/schema'
import type { City } from '../city/city.ts'
import {
  BORDERS_LAYOUT,
  BUILDERS_LAYOUT,
  FIRST_LAYOUT,
  FOUNDERS_LAYOUT,
  LIVING_LAYOUT,
  readResident,
  STATE_LAYOUT,
  TRADE_LAYOUT,
  writeResident,
} from './resident-record.ts'
import { readHouseholds, writeHouseholds } from './household-record.ts'
import { readFirm, writeFirm } from './firm-record.ts'
import { readIncidents, writeIncidents } from './incident-record.ts'
import { readContracts, readRaised, readSites, writeContracts, writeRaised, writeSites } from './site-record.ts'
import { strikePoses } from '../systems/strike-poses.ts'
import { tallied } from '../tally.ts'
import { createEmptyWorld, type World } from '../world.ts'

export function encodeWorld(world: World): Uint8Array {
  const out = new ByteWriter(1024 + world.residents.length * 128)
  out.u16(STATE_LAYOUT)
  out.u8(world.map.index)
  out.u32(world.seed)
  out.varint(world.tickMs)
  out.varint(world.tick)
  out.f64(world.cityMs)
  out.f64(world.rate)
  out.u8(world.paused ? 1 : 0)
  out.f64(world.treasury.coins)
  out.f64(world.inTransit.coins)
  writeSites(out, world)
  for (const building of world.buildings) {
    out.f64(building.coins)
    out.u8(building.open ? 1 : 0)
    out.varint(building.occupants)
    out.varint(building.working)
    for (const stock of building.stock) out.varint(stock)
    for (const price of building.prices) out.varint(price)
    writeFirm(out, building.firm)
  }
  out.varint(world.residents.length)
  for (const resident of world.residents) writeResident(out, world, resident)
  writeBorders(out, world)
  for (const owner of world.plotOwners) out.u32(owner)
  out.u8(weathers.indexOf(world.weather))
  out.varint(world.weatherTick)
  writeHouseholds(out, world.households)
  for (const { shutUntilMs } of world.buildings) out.f64(shutUntilMs)
  writeIncidents(out, world.incidents)
  writeTally(out, world)
  writeRaised(out, world)
  writeContracts(out, world)
  return out.copy()
}

/** Rebuilds a world from the bytes of one with the same city. Throws when the bytes are laid out in a way it does not know, or too short. */
export function decodeWorld(city: City, bytes: Uint8Array): World {
  const input = new ByteReader(bytes)
  const layout = input.u16()
  assert(layout >= FIRST_LAYOUT && layout <= STATE_LAYOUT, `state in layout ${layout}, this reads ${STATE_LAYOUT}`)
  const district = input.u8()
  const seed = input.u32()
  const world = createEmptyWorld(city, district, seed, { tickMs: input.varint(), clockRate: 0 })
  world.tick = input.varint()
  world.cityMs = input.f64()
  world.rate = input.f64()
  world.paused = input.u8() === 1
  world.treasury.coins = input.f64()
  world.inTransit.coins = input.f64()
  if (layout >= LIVING_LAYOUT) readSites(input, world)
  const firstLot = world.map.buildings.length - world.map.plots.length
  for (const [index, building] of world.buildings.entries()) {
    if (layout < LIVING_LAYOUT && index >= firstLot) break
    building.coins = input.f64()
    building.open = input.u8() === 1
    building.occupants = input.varint()
    building.working = input.varint()
    for (let row = 0; row < building.stock.length; row++) building.stock[row] = input.varint()
    if (layout >= TRADE_LAYOUT) building.prices = building.prices.map(() => input.varint())
    // What was built before that ordered nothing.
    const ordered = layout >= FOUNDERS_LAYOUT || index < firstLot
    if (layout >= LIVING_LAYOUT) readFirm(input, building.firm, ordered ? undefined : 0)
  }
  for (let left = input.varint(); left > 0; left--) readResident(input, world, layout)
  if (layout >= BORDERS_LAYOUT) readBorders(input, world)
  if (layout >= TRADE_LAYOUT) world.plotOwners = world.plotOwners.map(() => input.u32())
  if (layout >= LIVING_LAYOUT) readSky(input, world)
  if (layout >= LIVING_LAYOUT) readHouseholds(input, world.households)
  if (layout >= LIVING_LAYOUT) readTroubles(input, world)
  if (layout >= LIVING_LAYOUT) readTally(input, world)
  if (layout >= FOUNDERS_LAYOUT) readRaised(input, world)
  if (layout >= BUILDERS_LAYOUT) readContracts(input, world)
  strikePoses(world)
  markAll(world)
  assert(input.done, 'bytes left over after the state')
  return world
}

function readSky(input: ByteReader, world: World): void {
  world.weather = must(weathers[input.u8()], 'weather')
  world.weatherTick = input.varint()
}

function readTroubles(input: ByteReader, world: World): void {
  for (const building of world.buildings) building.shutUntilMs = input.f64()
  world.incidents = readIncidents(input)
}

/** With their number before them: more may come. */
function writeTally(out: ByteWriter, { tally }: World): void {
  out.varint(tallied.length)
  for (const name of tallied) out.f64(tally[name])
}

function readTally(input: ByteReader, { tally }: World): void {
  const known = input.varint()
  for (const name of tallied.slice(0, known)) tally[name] = input.f64()
}

/** The first tick after a start tells gateways of every building and plot, whatever they knew. */
export function markAll(world: World): void {
  for (const plot of world.map.plots) world.output.changedPlots.add(plot.index)
  for (const building of world.map.buildings) world.output.changedBuildings.add(building.index)
}

/** In the order of the maps: each tick's inputs give the same one everywhere. */
function writeBorders(out: ByteWriter, { departed, reservations }: World): void {
  out.varint(departed.size)
  for (const [resident, { district, epoch }] of departed) {
    out.u32(resident)
    out.u8(district)
    out.varint(epoch)
  }
  out.varint(reservations.size)
  for (const [resident, until] of reservations) {
    out.u32(resident)
    out.varint(until)
  }
}

function readBorders(input: ByteReader, { departed, reservations }: World): void {
  for (let left = input.varint(); left > 0; left--) {
    departed.set(input.u32(), { district: input.u8(), epoch: input.varint() })
  }
  for (let left = input.varint(); left > 0; left--) reservations.set(input.u32(), input.varint())
}
