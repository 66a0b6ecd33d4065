// Whom the built-in minds may talk to: the nearest who is awake, and who waits for whose answer.
import { ANSWER_TICKS, PERCEPTION_METRES } from '../limits.ts'
import type { Resident, World } from '../world.ts'

/** The two awake with the lowest numbers in each building, as slots; -1 for nobody. All inside stand at its door, equally near. */
export interface Awake {
  first: Int32Array
  second: Int32Array
}

/** PERF: one pass over all residents, so that nobody in a crowded house looks through all others. */
export function awakeInside({ buildings, residents }: World): Awake {
  const first = new Int32Array(buildings.length).fill(-1)
  const second = new Int32Array(buildings.length).fill(-1)
  const isLower = (resident: Resident, slot: number) => slot < 0 || resident.number < (residents[slot]?.number ?? 0)
  for (const resident of residents) {
    const { building, slot } = resident
    if (building < 0 || !hears(resident)) continue
    const lowest = first[building] ?? -1
    if (isLower(resident, lowest)) {
      second[building] = lowest
      first[building] = slot
    } else if (isLower(resident, second[building] ?? -1)) second[building] = slot
  }
  return { first, second }
}

/** The nearest other person awake within that many metres, or in the same building. */
export function nearestAwake(world: World, resident: Resident, metres: number, awake: Awake): Resident | undefined {
  const { building, slot } = resident
  if (building < 0) return world.index.nearestOutdoors(world, resident, metres, hears)
  const other = awake.first[building] === slot ? awake.second[building] : awake.first[building]
  return world.residents[other ?? -1]
}

/** Who was spoken to a moment ago and has not spoken since: the nearest of those who heard it. Whoever spoke last is answered. */
export function speakersByHearer(world: World, awake: Awake): Map<Resident, number> {
  const speakers = new Map<Resident, number>()
  for (const speaker of world.residents) {
    if (speaker.spokeTick === 0 || world.tick - speaker.spokeTick >= ANSWER_TICKS) continue
    const hearer = nearestAwake(world, speaker, PERCEPTION_METRES, awake)
    if (!hearer || hearer.spokeTick >= speaker.spokeTick) continue
    const before = world.byNumber.get(speakers.get(hearer) ?? 0)
    if (!before || isLater(speaker, before)) speakers.set(hearer, speaker.number)
  }
  return speakers
}

/** Of two who spoke in the same tick, the one with the higher number. */
function isLater(speaker: Resident, than: Resident): boolean {
  return speaker.spokeTick === than.spokeTick ? speaker.number > than.number : speaker.spokeTick > than.spokeTick
}

export function hears({ activity }: Resident): boolean {
  return activity !== 'sleeping' && activity !== 'fainted'
}
