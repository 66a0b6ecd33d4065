// What a tick hands to its host besides the new state, and how facts reach the streams of those they concern.
import {
  agentIdOf,
  type Command,
  type DayDigest,
  type DistrictCode,
  type Fact,
  privateFacts,
  type StreamItem,
} from '@civitas/schema'
import { rememberFact } from './society/experiences.ts'
import type { Resident } from './people/resident.ts'
import type { World } from './world.ts'

export interface Outcome {
  status: 'accepted' | 'refused' | 'duplicate'
  code?: DistrictCode
}

export interface TickOutput {
  facts: Fact[]
  streams: { resident: number; item: StreamItem }[]
  /** Residents whose projection changed; removed ones are in `retired`. */
  changed: Set<Resident>
  retired: Resident[]
  changedBuildings: Set<number>
  changedPlots: Set<number>
  commandsDone: string[]
  /** For other districts, by index. With an id it is one that came in and goes on. [CMD-1, CMD-4] */
  commandsOut: { district: number; command: Command; id?: string }[]
  /** Arrivals that were let in beyond the capacity. [HND] */
  late: number
  /** Whether an hour of the city has passed with this tick, and which city day: 0 on all ticks but its last one. */
  endedHour: boolean
  endedDay: number
  /** Of the day that is over. */
  digest: DayDigest | undefined
}

export function createTickOutput(): TickOutput {
  return {
    facts: [],
    streams: [],
    changed: new Set(),
    retired: [],
    changedBuildings: new Set(),
    changedPlots: new Set(),
    commandsDone: [],
    commandsOut: [],
    late: 0,
    endedHour: false,
    endedDay: 0,
    digest: undefined,
  }
}

/** Into the outbox: the other district takes it in at a tick later than this one. `id`: its own already, when it is sent on. [CMD-1] */
export function send(world: World, district: number, command: Command, id?: string): void {
  const named = id === undefined ? {} : { id }
  world.output.commandsOut.push({ district, command: { ...command, sent: world.tick }, ...named })
}

/** Records a fact; those it happened to remember it, and have it in their streams. A private fact of nobody who listens is left out. */
export function emit(world: World, fact: Fact, ...parties: readonly Resident[]): void {
  for (const party of parties) rememberFact(world, fact, party)
  const listeners = parties.filter((party) => party.streamed)
  if (listeners.length === 0 && !world.isStudied && privateFacts.has(fact.type)) return
  world.output.facts.push(fact)
  for (const party of listeners) writeItem(world, party, (seq) => ({ kind: 'fact', seq, tick: world.tick, fact }))
}

/** Appends one item to an agent's stream. [STR-1] */
export function writeItem(world: World, resident: Resident, item: (seq: number) => StreamItem): void {
  resident.seq += 1
  world.output.streams.push({ resident: resident.number, item: item(resident.seq) })
}

export function idOf(resident: Resident): string {
  return agentIdOf(resident.number)
}
