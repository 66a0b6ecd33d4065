// Which incident a day brings, where and when: drawn from seed, day and scenario alone, so that every orchestrator queues the same.
import { hash32 } from '@civitas/kit'
import {
  type BuildingKind,
  calendarOf,
  hideouts,
  type IncidentKind,
  type Scenario,
  type ScenarioDistrict,
  type WorldEvent,
} from '@civitas/schema'

type IncidentEvent = Extract<WorldEvent, { kind: 'incident' }>

export interface PlannedIncident {
  /** Of the day. */
  minute: number
  event: IncidentEvent
}

/** Out of 100 days without a holiday; on the rest of them nothing happens. */
const days: Readonly<Record<IncidentKind, number>> = { fire: 15, lost_child: 17, blackout: 14, festival: 10, strike: 8 }

/** When it begins: city hours from … to. And after how many it ends by itself. */
const times: Readonly<Record<IncidentKind, { from: number; to: number; hours: number }>> = {
  fire: { from: 9, to: 16, hours: 5 },
  festival: { from: 16, to: 18, hours: 5 },
  blackout: { from: 16, to: 20, hours: 6 },
  strike: { from: 7, to: 8, hours: 24 },
  lost_child: { from: 13, to: 18, hours: 8 },
}

const DRAW = { kind: 0x1c01, minute: 0x1c02, place: 0x1c03, other: 0x1c04, home: 0x1c05 } as const
const HUNDRED = 100
const MINUTES = 60
/** Never on fire: those who put it out, those who heal, and what ships steer by. */
const FIREPROOF: readonly BuildingKind[] = ['firehouse', 'clinic', 'lighthouse', 'depot']
/** Whose staff may strike: nobody goes hungry or unhealed for it. */
const TRADES: readonly BuildingKind[] = ['workshop', 'office', 'warehouse', 'university', 'museum', 'bank', 'hotel']
/** One fire in so many is in a house where people live. */
const ONE_IN_HOMES = 4
/** Metres from home beyond which a child is lost. */
const LOST_METRES = 50

/** What happens on a city day, counted from 1; a holiday always brings a festival. */
export function incidentOn(
  day: number,
  { seed, scenario }: { seed: number; scenario: Scenario },
): PlannedIncident | undefined {
  const kind = calendarOf(day).holiday ? 'festival' : kindOn(seed, day)
  if (!kind) return undefined
  const { from, to, hours } = times[kind]
  const pick = <T>(list: readonly T[], purpose: number): T | undefined =>
    list[hash32(seed, day, 0, purpose) % list.length]
  const inHomes = hash32(seed, day, 0, DRAW.home) % ONE_IN_HOMES === 0
  const where = pick(spotsFor(kind, scenario, inHomes), DRAW.place)
  if (!where) return undefined
  const minute = from * MINUTES + (hash32(seed, day, 0, DRAW.minute) % ((to - from) * MINUTES))
  const hidden = where.hideouts && pick(where.hideouts, DRAW.other)
  const { place, trade } = where
  const event: IncidentEvent = { kind: 'incident', incident: kind, place, hours }
  return { minute, event: { ...event, ...(hidden !== undefined && { hidden }), ...(trade && { trade }) } }
}

function kindOn(seed: number, day: number): IncidentKind | undefined {
  let ticket = hash32(seed, day, 0, DRAW.kind) % HUNDRED
  for (const [kind, share] of Object.entries(days)) {
    ticket -= share
    if (ticket < 0) return kind as IncidentKind
  }
  return undefined
}

interface Spot {
  place: string
  trade?: BuildingKind
  hideouts?: string[]
}

/** Everywhere in the city that the kind could happen; a fire in homes, or elsewhere. */
function spotsFor(kind: IncidentKind, { districts }: Scenario, inHomes: boolean): Spot[] {
  return districts.flatMap((district) => spotsIn(district, kind, inHomes))
}

function spotsIn(district: ScenarioDistrict, kind: IncidentKind, inHomes: boolean): Spot[] {
  const { buildings, places } = district
  switch (kind) {
    case 'fire':
      return buildings
        .filter((one) => one.homes > 0 === inHomes && !FIREPROOF.includes(one.kind))
        .map(({ id }) => ({ place: id }))
    case 'blackout':
      return buildings.filter(({ jobs }) => jobs > 0).map(({ id }) => ({ place: id }))
    case 'festival':
      return places.filter((one) => one.kind === 'square' || one.kind === 'park').map(({ id }) => ({ place: id }))
    case 'strike':
      return strikesIn(district)
    case 'lost_child':
      return childrenIn(district)
  }
}

function strikesIn({ buildings, places }: ScenarioDistrict): Spot[] {
  const square = places.find(({ kind }) => kind === 'square')
  if (!square) return []
  const trades = TRADES.filter((trade) => buildings.filter(({ kind, jobs }) => kind === trade && jobs > 0).length > 1)
  return trades.map((trade) => ({ place: square.id, trade }))
}

function childrenIn({ buildings, places }: ScenarioDistrict): Spot[] {
  const spots = places.filter(({ kind }) => hideouts.includes(kind))
  return buildings.flatMap(({ id, homes, door }) => {
    if (homes === 0) return []
    const far = spots.filter(({ at }) => Math.abs(at[0] - door[0]) + Math.abs(at[1] - door[1]) >= LOST_METRES)
    return far.length > 0 ? [{ place: id, hideouts: far.map((spot) => spot.id) }] : []
  })
}
