// Whom the built-in minds may talk to: with whom they talk already, a dear one near by, else the nearest who is free; and who waits for an answer.
import { hash32 } from '@civitas/kit'
import { UNITS_PER_METRE } from '@civitas/schema'
import { ANSWER_TICKS, TALK_METRES } from '../limits.ts'
import { DEAR_AFFECTION, TURN_TO_NEAREST_IN } from '../limits/people.ts'
import { isAwake } from '../people/bodies.ts'
import { perceives, squaredDistance } from '../space/spatial-index.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { PURPOSE } from '../purposes.ts'

/** Ticks for which the same people stand out in a house. */
const MINGLE_TICKS = 16

/** Two in each building who are awake and not talking, as slots; -1 for nobody. All inside stand at its door, equally near. */
export interface Free {
  first: Int32Array
  second: Int32Array
}

/** PERF: one pass over all residents, so that nobody in a crowded house looks through all others. */
export function freeInside(world: World): Free {
  const { buildings, bodies, seed, tick, index } = world
  // Whoever went through a door in this tick is looked for in its place from now on.
  index.forget()
  const [first, second] = [new Int32Array(buildings.length).fill(-1), new Int32Array(buildings.length).fill(-1)]
  const [least, next] = [new Float64Array(buildings.length), new Float64Array(buildings.length)]
  const mingle = Math.trunc(tick / MINGLE_TICKS)
  for (let slot = 0; slot < bodies.count; slot++) {
    const building = bodies.building[slot] as number
    if (building < 0 || !isFree(world, slot)) continue
    const draw = hash32(seed, mingle, bodies.number[slot] as number, PURPOSE.standsOut)
    if ((first[building] ?? -1) < 0 || draw < (least[building] ?? 0)) {
      second[building] = first[building] ?? -1
      next[building] = least[building] ?? 0
      first[building] = slot
      least[building] = draw
    } else if ((second[building] ?? -1) < 0 || draw < (next[building] ?? 0)) {
      second[building] = slot
      next[building] = draw
    }
  }
  return { first, second }
}

/** Whom one turns to; now and then it is the nearest even where dear ones are about. */
export function companionOf(world: World, resident: Resident, free: Free): Resident | undefined {
  const partner = talkingWith(world, resident)
  if (partner) return partner
  const isOpen = hash32(world.seed, world.tick, resident.number, PURPOSE.turnTo) % TURN_TO_NEAREST_IN === 0
  return (isOpen ? undefined : dearestFree(world, resident)) ?? nearestFree(world, resident, free)
}

/** Who spoke to it a moment ago and waits for an answer, 0 for nobody. */
export function speakerOf(world: World, { conversation }: Resident): number {
  if (!conversation?.heard || world.tick - conversation.tick >= ANSWER_TICKS) return 0
  return conversation.with
}

/** The other one of a conversation that runs, as long as it is near. */
function talkingWith(world: World, resident: Resident): Resident | undefined {
  const { conversation } = resident
  if (!conversation || world.tick - conversation.tick >= ANSWER_TICKS) return undefined
  const partner = world.byNumber.get(conversation.with)
  return partner?.isAwake && isNear(world, resident, partner) ? partner : undefined
}

function dearestFree(world: World, resident: Resident): Resident | undefined {
  let dearest: Resident | undefined
  let most = DEAR_AFFECTION
  for (const { other, affection } of resident.bonds) {
    if (affection <= most) continue
    const known = world.byNumber.get(other)
    if (!known || !isFree(world, known.slot) || !isNear(world, resident, known)) continue
    dearest = known
    most = affection
  }
  return dearest
}

function nearestFree(world: World, resident: Resident, free: Free): Resident | undefined {
  const { building } = resident
  if (building < 0) return world.index.nearestOutdoors(world, resident, TALK_METRES, (slot) => isFree(world, slot))
  const other = free.first[building] === resident.slot ? free.second[building] : free.first[building]
  return world.residents[other ?? -1]
}

/** Awake, and not in the middle of talking. */
function isFree({ bodies, tick }: World, slot: number): boolean {
  return isAwake(bodies, slot) && tick - (bodies.talkTick[slot] as number) >= ANSWER_TICKS
}

function isNear(world: World, resident: Resident, other: Resident): boolean {
  const reach = TALK_METRES * UNITS_PER_METRE
  return perceives(world, resident, other) && squaredDistance(world, resident, other) <= reach * reach
}
