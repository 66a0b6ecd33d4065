// One resident as bytes: part of the state, and the whole of what crosses a border. [HND]
import { type ByteReader, type ByteWriter, must } from '@civitas/kit'
import type { Words } from '@civitas/schema'
import { KEYS_REMEMBERED } from '../limits.ts'
import { locate, type Motion } from '../space/motion.ts'
import { readSocial, writeSocial } from './social-record.ts'
import { createStreamMemory, passes, type Resident, type Ride, type StreamMemory } from '../people/resident.ts'
import { activities } from '../people/bodies.ts'
import { addResident, type World } from '../world.ts'

/** Grows when the bytes are laid out otherwise; `decodeWorld` then still reads the older ones. New rules alone keep it. [DET-4] */
export const STATE_LAYOUT = 6
/** Of before the gates opened: buildings were numbered by district. */
export const FIRST_LAYOUT = 1
/** Since then there are borders; an arrival that does not name its layout has this one. */
export const BORDERS_LAYOUT = 2
/** Since then there are skills, plots and prices. */
export const TRADE_LAYOUT = 3
/** Since then the city lives: firms, households, weather and what people remember. */
export const LIVING_LAYOUT = 4
/** Since then what is built on plots are firms like all others, and known in the whole city. */
export const FOUNDERS_LAYOUT = 5
/** Since then builders can be hired. */
export const BUILDERS_LAYOUT = 6

const STREAMED = 1
const LAST_REFUSED = 2
const HAS_ACTION = 4
const HAS_STREAM = 8

const NO_RIDE = 0
const WAITS = 1
const ABOARD = 2

export function writeResident(out: ByteWriter, world: World, resident: Resident): void {
  const { actionId, stream } = resident
  out.u32(resident.number)
  out.u8(
    (resident.streamed ? STREAMED : 0) |
      (resident.lastRefused ? LAST_REFUSED : 0) |
      (actionId === undefined ? 0 : HAS_ACTION) |
      (stream ? HAS_STREAM : 0),
  )
  out.varint(resident.epoch)
  for (const index of [resident.home, resident.job, resident.building, resident.target]) out.varint(index + 1)
  for (const need of [resident.energy, resident.hunger, resident.social, resident.purpose]) out.varint(need)
  out.f64(resident.coins)
  for (const count of resident.inventory) out.varint(count)
  writeList(out, resident.skills)
  writeList(out, resident.plots)
  out.u8(activities.indexOf(resident.activity))
  for (const value of [resident.leftMs, resident.workedMs, resident.earned]) out.varint(value)
  // A long day at a high wage takes more than four bytes.
  out.f64(resident.wageRest)
  for (const value of [resident.seq, resident.bodyTick, resident.spokeTick, resident.spokeCount]) out.varint(value)
  out.u8(passes.indexOf(resident.pass))
  out.varint(resident.askedTick)
  out.varint(resident.shunned + 1)
  out.varint(resident.shunnedTick)
  out.u32(resident.household)
  out.varint(resident.hurtMs)
  writeMotion(out, world.motion, resident.slot)
  if (actionId !== undefined) out.text(actionId)
  if (stream) writeStream(out, stream)
  writeSocial(out, resident)
  writeRide(out, resident.ride)
}

/** Adds the resident to the world, in the next slot. */
export function readResident(input: ByteReader, world: World, layout = STATE_LAYOUT): Resident {
  const resident = addResident(world, input.u32(), world.map.spawnNode)
  const flags = input.u8()
  resident.streamed = (flags & STREAMED) !== 0
  resident.lastRefused = (flags & LAST_REFUSED) !== 0
  resident.epoch = input.varint()
  resident.home = input.varint() - 1
  resident.job = input.varint() - 1
  resident.building = input.varint() - 1
  resident.target = input.varint() - 1
  resident.energy = input.varint()
  resident.hunger = input.varint()
  resident.social = input.varint()
  resident.purpose = input.varint()
  resident.coins = input.f64()
  resident.inventory = resident.inventory.map(() => input.varint())
  if (layout >= TRADE_LAYOUT) readPossessions(input, resident)
  resident.activity = must(activities[input.u8()], 'activity')
  resident.leftMs = input.varint()
  resident.workedMs = input.varint()
  resident.earned = input.varint()
  resident.wageRest = layout >= LIVING_LAYOUT ? input.f64() : input.varint()
  resident.seq = input.varint()
  resident.bodyTick = input.varint()
  resident.spokeTick = input.varint()
  resident.spokeCount = input.varint()
  if (layout === FIRST_LAYOUT) renumber(resident, world.map.firstAddress)
  else readPass(input, resident)
  if (layout >= LIVING_LAYOUT) readShunned(input, resident)
  if (layout >= LIVING_LAYOUT) resident.household = input.u32()
  if (layout >= LIVING_LAYOUT) resident.hurtMs = input.varint()
  readMotion(input, world.motion, resident.slot)
  locate(world.motion, world.map.net, resident.slot)
  if ((flags & HAS_ACTION) !== 0) resident.actionId = input.text()
  if ((flags & HAS_STREAM) !== 0) resident.stream = readStream(input, layout)
  if (layout >= LIVING_LAYOUT) readSocial(input, resident)
  if (layout >= LIVING_LAYOUT) resident.ride = readRide(input)
  return resident
}

function readPossessions(input: ByteReader, resident: Resident): void {
  const learned = readList(input)
  resident.skills = resident.skills.map((none, skill) => learned[skill] ?? none)
  resident.plots = readList(input)
}

function writeList(out: ByteWriter, list: readonly number[]): void {
  out.varint(list.length)
  for (const value of list) out.varint(value)
}

function readList(input: ByteReader): number[] {
  return Array.from({ length: input.varint() }, () => input.varint())
}

function readPass(input: ByteReader, resident: Resident): void {
  resident.pass = must(passes[input.u8()], 'pass')
  resident.askedTick = input.varint()
}

function readShunned(input: ByteReader, resident: Resident): void {
  resident.shunned = input.varint() - 1
  resident.shunnedTick = input.varint()
}

/** From numbers of the district to addresses in the city. */
function renumber(resident: Resident, firstAddress: number): void {
  if (resident.home >= 0) resident.home += firstAddress
  if (resident.job >= 0) resident.job += firstAddress
  if (resident.activity === 'walking' && resident.target >= 0) resident.target += firstAddress
}

function writeMotion(out: ByteWriter, motion: Motion, slot: number): void {
  const { edge, progress, stop, leg, goal, lastEdge, lastStop, pace } = motion
  for (const column of [edge, progress, stop, leg, goal, lastEdge, lastStop, pace]) out.varint(column[slot] ?? 0)
}

function readMotion(input: ByteReader, motion: Motion, slot: number): void {
  const { edge, progress, stop, leg, goal, lastEdge, lastStop, pace } = motion
  for (const column of [edge, progress, stop, leg, goal, lastEdge, lastStop, pace]) column[slot] = input.varint()
}

function writeRide(out: ByteWriter, ride: Ride | undefined): void {
  out.u8(ride ? (ride.aboard ? ABOARD : WAITS) : NO_RIDE)
  if (ride) for (const value of [ride.course, ride.car, ride.boards, ride.alights]) out.varint(value)
}

function readRide(input: ByteReader): Ride | undefined {
  const state = input.u8()
  if (state === NO_RIDE) return undefined
  const [course, car, boards, alights] = [input.varint(), input.varint(), input.varint(), input.varint()]
  return { course, car, boards, alights, aboard: state === ABOARD }
}

function writeStream(out: ByteWriter, stream: StreamMemory): void {
  out.varint(stream.keysSeen)
  const held = Math.min(stream.keysSeen, KEYS_REMEMBERED) * 2
  for (let i = 0; i < held; i++) out.u32(stream.keys[i] ?? 0)
  out.varint(stream.heard.length)
  for (const { from, channel, words, means, tick } of stream.heard) {
    out.u32(from)
    out.u8(channel === 'say' ? 0 : 1)
    out.varint(tick)
    writeWords(out, words)
    out.text(means ? JSON.stringify(means) : '')
  }
}

function readStream(input: ByteReader, layout: number): StreamMemory {
  const stream = createStreamMemory()
  stream.keysSeen = input.varint()
  const held = Math.min(stream.keysSeen, KEYS_REMEMBERED) * 2
  for (let i = 0; i < held; i++) stream.keys[i] = input.u32()
  for (let left = input.varint(); left > 0; left--) {
    const from = input.u32()
    const channel = input.u8() === 0 ? 'say' : 'tell'
    const tick = input.varint()
    const words = readWords(input)
    const means = layout >= LIVING_LAYOUT ? input.text() : ''
    stream.heard.push({ from, channel, words, ...(means && { means: JSON.parse(means) }), tick })
  }
  return stream
}

export function writeWords(out: ByteWriter, words: Words): void {
  out.u8('text_id' in words ? 0 : 1)
  if ('text_id' in words) return out.text(words.text_id)
  out.text(words.template)
  out.varint(words.args.length)
  for (const arg of words.args) out.text(arg)
}

export function readWords(input: ByteReader): Words {
  if (input.u8() === 0) return { text_id: input.text() }
  const template = input.text()
  const args = Array.from({ length: input.varint() }, () => input.text())
  return { template, args }
}
