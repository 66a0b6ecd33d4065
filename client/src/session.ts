// Joins the page to the city: fetches what stands still, keeps the seat in the city room, and feeds the stores.
import type { ClockState, WireFact } from '@civitas/schema'
import { residentOf } from '@civitas/schema/ids'
import { CityClock } from './net/city-clock.ts'
import { CityConnection } from './net/city-connection.ts'
import type { CityMap } from './net/city-map.ts'
import { addToFeed } from './net/feed.ts'
import { Motion, type TileView } from './net/motion.ts'
import { People } from './net/people.ts'
import { getJson } from './net/rest.ts'
import { type Incident, session, type SessionSlice } from './store/city-store.ts'

/** Pause before the map is asked for again, ms. */
const MAP_RETRY_MS = 1_500
/** Facts after which it is read what goes on. */
const INCIDENT_NEWS: ReadonlySet<string> = new Set(['incident_began', 'incident_joined', 'picketed', 'incident_ended'])
/** How long a found child is shown beside its finder, ms. */
const REUNION_MS = 40_000
/** How often the city's head count and incidents are read, ms. */
const WORLD_EVERY_MS = 15_000

/** What the scene needs of the session. */
export interface LiveCity {
  readonly map: CityMap
  readonly motion: Motion
  readonly clock: CityClock
  readonly people: People
  /** Tells the city which tiles are in view. */
  look(views: readonly TileView[]): void
  /** Calls back with facts as they are committed. Returns the function that ends it. */
  onFacts(listener: (facts: readonly WireFact[]) => void): () => void
}

/** Never rejects: without a city it keeps asking, and the connection state says so. */
export async function openCity(): Promise<LiveCity> {
  const map = await fetchMap()
  const clock = new CityClock()
  const motion = new Motion(map)
  const people = new People(() => session.set({ namesKnown: session.get().namesKnown + 1 }))
  const factListeners = new Set<(facts: readonly WireFact[]) => void>()
  const hearFacts = (facts: readonly WireFact[]) => {
    for (const fact of facts) learnName(people, fact)
    session.set({ feed: addToFeed(session.get().feed, facts, map) })
  }
  const connection = new CityConnection(location.origin, {
    state: (state) => session.set({ connection: state }),
    joined: () => motion.restart(),
    bundle: (bytes) => {
      if (!motion.apply(bytes, performance.now())) connection.resync()
    },
    facts: (facts) => {
      hearFacts(facts)
      if (facts.some(({ type }) => INCIDENT_NEWS.has(type))) void readWorld()
      for (const fact of facts) if (fact.type === 'child_found') showReunion(fact)
      for (const listener of factListeners) listener(facts)
    },
    clock: (state) => {
      clock.hear(state, performance.now())
      showClock(state)
    },
  })
  session.set({ map })
  connection.start()
  void fetchRecentFacts().then(hearFacts)
  void readWorld()
  setInterval(() => void readWorld(), WORLD_EVERY_MS)
  return {
    map,
    motion,
    clock,
    people,
    look: (views) => {
      motion.setViews(views)
      connection.look(views)
    },
    onFacts: (listener) => {
      factListeners.add(listener)
      return () => factListeners.delete(listener)
    },
  }
}

async function fetchMap(): Promise<CityMap> {
  for (;;) {
    try {
      return await getJson<CityMap>('/map')
    } catch {
      session.set({ connection: 'reconnecting' })
      await new Promise((resolve) => setTimeout(resolve, MAP_RETRY_MS))
    }
  }
}

/** The feed starts with what happened lately; without it, it starts empty. */
async function fetchRecentFacts(): Promise<WireFact[]> {
  try {
    const { events } = await getJson<{ events: WireFact[] }>('/events')
    return events
  } catch {
    return []
  }
}

/** Who lives here, and what goes on. */
async function readWorld(): Promise<void> {
  try {
    const { residents, incidents } = await getJson<Pick<SessionSlice, 'incidents'> & { residents: number }>('/world')
    session.set({ residents, incidents: sameOr(session.get().incidents, incidents) })
  } catch {
    // The connection state tells the viewer already.
  }
}

/** The list that is known already when nothing changed in it: what listens need not look. */
function sameOr(known: readonly Incident[], told: readonly Incident[]): readonly Incident[] {
  return JSON.stringify(known) === JSON.stringify(told) ? known : told
}

function showReunion({ agent_id, incident }: WireFact): void {
  const finder = agent_id === undefined ? undefined : residentOf(agent_id)
  if (finder === undefined || typeof incident !== 'string') return
  const others = () => session.get().reunions.filter((one) => one.incident !== incident)
  session.set({ reunions: [...others(), { incident, finder }] })
  setTimeout(() => session.set({ reunions: others() }), REUNION_MS)
}

function learnName(people: People, fact: WireFact): void {
  const resident = fact.agent_id === undefined ? undefined : residentOf(fact.agent_id)
  if (resident !== undefined && fact.name !== undefined) people.learn(resident, fact.name)
}

function showClock(state: ClockState): void {
  session.set({ day: state.day, minute: Math.floor(state.minute_of_day), paused: state.paused, weather: state.weather })
}
