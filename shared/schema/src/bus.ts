// Backbone topics and what travels on them. In one process objects go by reference: receivers must not change them. [§8]
import type { StreamItem, Fact } from './fact.ts'
import type { ActionInput } from './input.ts'
import type { Profile } from './world/person.ts'
import type { RawObservation } from './observation.ts'
import type { IncidentKind } from './world/incident.ts'
import type { Weather } from './world/weather.ts'

export const topics = {
  worldClock: () => '/world/clock',
  worldTick: () => '/world/tick',
  worldNews: () => '/world/news',
  districtState: (district: string) => `/district/${district}/state`,
  districtEvents: (district: string) => `/district/${district}/events`,
  /** Backbone only, as are all below. */
  districtFrames: (district: string) => `/district/${district}/frames`,
  districtInbox: (district: string) => `/district/${district}/inbox`,
  districtCommands: (district: string) => `/district/${district}/commands`,
  districtStreams: (district: string) => `/district/${district}/streams`,
  districtObservations: (district: string) => `/district/${district}/observations`,
  districtQuery: (district: string) => `/district/${district}/query`,
  /** Answered only with CIVITAS_TEST=1. */
  districtPositions: (district: string) => `/district/${district}/positions`,
  /** A new clock record holds from its `tick0` on. [CLK-1] */
  worldClockRecord: () => '/world/clock/record',
  keysRevoked: () => '/keys/revoked',
  agentsChanged: () => '/agents/changed',
} as const

/** Request on `districtInbox`. Texts travel beside the action and are written in the tick's commit. [DET-5] */
export interface InboxRequest {
  input: Omit<ActionInput, 'sequence'>
  texts: NewText[]
  /** W3C `traceparent` of the request that brought it. */
  trace?: string
}

export interface NewText {
  id: string
  kind: 'speech' | 'reasoning' | 'name'
  text: string
}

/** Answer on `districtInbox`. `queued` promises a result within a few ticks, or none if the process dies. [ACT-1] */
export type InboxAnswer =
  | { status: 'queued' }
  | { status: 'busy'; retry_after_ms: number }
  | { status: 'unknown_agent' }
  /** It crossed a border, to `district` when last seen: resolve anew. [HND] */
  | { status: 'moved'; district: string }

/** Request on `districtQuery`: reads of the committed state that no projection holds. */
export type DistrictQuery =
  | { kind: 'observe'; resident: number }
  | { kind: 'profile'; resident: number }
  | { kind: 'watch'; residents: number[]; by: string }

/** `moved`: the district to which the agent left this one. [HND] */
export type DistrictQueryAnswer = {
  observation?: RawObservation
  profile?: Profile
  moved?: string
  clock: ClockState
}

/** City time and weather, as they stood at a tick's boundary. */
export interface ClockState {
  tick: number
  /** City milliseconds since day 1, 00:00. */
  city_ms: number
  day: number
  minute_of_day: number
  rate: number
  paused: boolean
  /** What the sky does. */
  weather: Weather
}

/** `districtStreams`, after the commit of `tick`: every item written, with the texts that came with it. [ACT-2] */
export interface StreamsMessage {
  district: string
  epoch: number
  tick: number
  items: { resident: number; item: StreamItem }[]
  texts: NewText[]
}

/** `districtEvents`, after the commit: the public facts. [ACT-2] */
export interface EventsMessage {
  district: string
  epoch: number
  tick: number
  facts: Fact[]
  texts: NewText[]
}

/** `districtObservations`, after the commit: one per watched agent. */
export interface ObservationsMessage {
  district: string
  epoch: number
  tick: number
  clock: ClockState
  observations: RawObservation[]
}

/** Something that goes on in a district. */
export interface IncidentState {
  incident: string
  kind: IncidentKind
  place: string
  /** City milliseconds at which it ends by itself. */
  until_ms: number
  /** Who takes part, first come first: 24 at most. */
  helpers: string[]
}

/** `districtState`, each tick. The numbers are of the committed tick. */
export interface DistrictStateMessage {
  district: string
  epoch: number
  tick: number
  clock: ClockState
  residents: number
  outdoors: number
  coins: number
  state_hash?: string
  lag_ms: number
  incidents: IncidentState[]
}

/** `districtFrames`, ten times a second: packed motion of the tiles that changed. See frame.ts. */
export interface FramesMessage {
  district: string
  /** Index of the district in the scenario. */
  index: number
  epoch: number
  step: number
  /** Counts frames of this epoch from 1; a gap means a lost frame. */
  sequence: number
  /** Per tile that has anything to say. */
  tiles: { tile: number; keyframe: boolean; bytes: Uint8Array }[]
}

/** `agentsChanged`: what is cached of the resident’s record is out of date. */
export interface AgentsChangedMessage {
  resident: number
}

/** `keysRevoked`: from `atMs` on (Unix milliseconds) the key is dead, everywhere. */
export interface KeyRevokedMessage {
  keyId: string
  atMs: number
}

/** `worldTick`: the newest tick that every district has committed. */
export interface WorldTickMessage {
  tick: number
}

/** `worldClockRecord`: from `tick0` on, tick n is due at `wall0Ms + (n - tick0) × tick_ms / speed`. [CLK-1] */
export interface ClockRecordMessage {
  tick0: number
  wall0Ms: number
  /** 1 = real time, 0 = paused. */
  speed: number
  /** City seconds per real second at speed 1. */
  rate: number
}

/** Request on `districtPositions`, for tests: where everybody outdoors stood at a step (default: the newest). */
export interface PositionsQuery {
  step?: number
}

export interface PositionsAnswer {
  /** Steps that are kept. */
  oldest: number
  newest: number
  step: number
  /** In metres from the city's north-west corner; absent when the step is not kept. */
  positions?: { resident: number; x: number; y: number; pose: string }[]
}
