// What the panels show. Slices: the session (connection, clock, map, feed) and the viewer's own choices.
import type { IncidentKind, Weather } from '@civitas/schema'
import type { ConnectionState } from '../net/city-connection.ts'
import type { CityMap } from '../net/city-map.ts'
import type { FeedItem } from '../net/feed.ts'
import { createStore } from './store.ts'

export interface Incident {
  incident: string
  kind: IncidentKind
  /** Id of a building or a place. */
  place: string
  /** Agent ids of those who take part, first come first. */
  helpers: readonly string[]
}

/** A child that was found a moment ago, and by whom: they are seen together for a while. */
export interface Reunion {
  incident: string
  finder: number
}

export interface SessionSlice {
  connection: ConnectionState
  map: CityMap | undefined
  /** City day from 1 and minute of it; undefined until the city tells. */
  day: number | undefined
  minute: number | undefined
  paused: boolean
  weather: Weather
  /** What goes on in the city. */
  incidents: readonly Incident[]
  reunions: readonly Reunion[]
  /** Living residents, by the city's own count. */
  residents: number | undefined
  /** Newest first. */
  feed: readonly FeedItem[]
  /** Grows when names were learnt. */
  namesKnown: number
  /** Residents out of doors within the camera's view; refreshed about once a second. */
  inView: readonly number[]
}

export const session = createStore<SessionSlice>({
  connection: 'connecting',
  map: undefined,
  day: undefined,
  minute: undefined,
  paused: false,
  weather: 'clear',
  incidents: [],
  reunions: [],
  residents: undefined,
  feed: [],
  namesKnown: 0,
  inView: [],
})

export type Selection = { kind: 'resident'; resident: number } | { kind: 'building'; id: string }

export interface ChoiceSlice {
  selection: Selection | undefined
  /** The camera goes where the chosen resident goes. */
  following: boolean
  panel: 'none' | 'people' | 'figures' | 'help'
  /** On narrow screens the feed opens on demand. */
  feedOpen: boolean
  night: boolean
}

export const choices = createStore<ChoiceSlice>({
  selection: undefined,
  following: false,
  panel: 'none',
  feedOpen: false,
  night: false,
})

/** One panel shows at a time: choosing somebody closes the others. */
export function select(selection: Selection | undefined): void {
  choices.set({ selection, following: false, panel: 'none' })
}

/** Opens a panel, or closes it when it is open. */
export function togglePanel(panel: Exclude<ChoiceSlice['panel'], 'none'>): void {
  const open = choices.get().panel === panel
  choices.set({ panel: open ? 'none' : panel, selection: undefined, following: false })
}
