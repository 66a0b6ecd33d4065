// The live feed: facts as they come, told as sentences. Pure.
import type { WireFact } from '@civitas/schema'
import { residentOf } from '@civitas/schema/ids'
import { tellBond } from './feed-bond.ts'
import { tellLand } from './feed-land.ts'
import { type FeedKind, tellTrade, type Telling, type Told } from './feed-trade.ts'
import { incidentSentence } from './incident-words.ts'
import { type CityMap, findBuilding, placeName, placePoint } from './city-map.ts'

/** Items kept. */
export const FEED_LENGTH = 60

export interface FeedItem {
  id: string
  kind: FeedKind
  /** Whom it is about, if anyone. */
  resident: number | undefined
  title: string
  detail: string
  tick: number
  /** Words to show above the speaker's head. */
  speech?: string
  /** Inside which building it happened. */
  building?: string
  /** About which plot it is. */
  plot?: string
  /** Where to look, city metres. */
  at?: [number, number]
}

/** A sentence for a fact, or `undefined` for facts that tell a viewer nothing. */
export function tell(fact: WireFact, map: CityMap | undefined): Omit<FeedItem, 'id'> | undefined {
  const who = fact.name ?? fact.agent_id ?? 'Somebody'
  const text = (key: string) => (typeof fact[key] === 'string' ? fact[key] : '')
  const number = (key: string) => (typeof fact[key] === 'number' ? fact[key] : 0)
  const place = (key: string) => placeName(map, text(key))
  const told = sentence(fact.type, {
    who,
    text,
    number,
    place,
    spoken: fact.text,
    helpers: Array.isArray(fact['helpers']) ? fact['helpers'].length : 0,
  })
  if (!told) return undefined
  const resident = fact.agent_id === undefined ? undefined : residentOf(fact.agent_id)
  // What builders do is seen on the site, not in their yard.
  const where = text('plot') || text('building') || text('place')
  const at = map && where ? placePoint(map, where) : undefined
  const building = map && findBuilding(map, text('building')) ? text('building') : undefined
  return {
    ...told,
    resident,
    tick: fact.tick,
    ...(at && { at }),
    ...(building && { building }),
    ...(text('plot') && { plot: text('plot') }),
    ...(fact.type === 'said' && fact.text && { speech: fact.text }),
  }
}

function sentence(type: string, telling: Telling): Told | undefined {
  const { who, text, number, place, spoken } = telling
  switch (type) {
    case 'said':
      return { kind: 'speech', title: who, detail: `“${spoken ?? '…'}”` }
    case 'waved':
      return { kind: 'speech', title: `${who} waved`, detail: place('place') }
    case 'gave': {
      const many = number('quantity') > 1 ? `${number('quantity')} × ` : ''
      return {
        kind: 'trade',
        title: `${who} gave away ${many}${text('item').replaceAll('-', ' ')}`,
        detail: place('place'),
      }
    }
    case 'learned':
      return { kind: 'work', title: `${who} studied ${text('skill')}`, detail: place('building') }
    case 'agent_spawned':
      return { kind: 'arrival', title: `${who} moved to the city`, detail: place('place') }
    case 'agent_retired':
      return { kind: 'arrival', title: `${who} left the city`, detail: 'Farewell' }
    case 'fainted':
      return { kind: 'trouble', title: `${who} fainted`, detail: `Out of ${text('need')}` }
    case 'woke':
      return { kind: 'trouble', title: `${who} woke up`, detail: 'Feeling better' }
    case 'building_entered':
      return { kind: 'move', title: `${who} went in`, detail: place('building') }
    case 'building_left':
      return { kind: 'move', title: `${who} came out`, detail: place('building') }
    case 'world_event':
      // What an incident is about is told by its own fact, which knows the place.
      if (text('event') === 'incident') return undefined
      return { kind: 'city', title: spoken ?? 'Something happened', detail: 'City news' }
    case 'clock_changed':
      return { kind: 'city', title: 'The clock was set', detail: `${number('rate')} city seconds a second` }
    case 'recovered_under_new_rules':
      return { kind: 'city', title: 'The city woke under new rules', detail: `Rules ${number('to_version')}` }
    default:
      return (
        tellBond(type, telling) ??
        tellTrade(type, telling) ??
        tellLand(type, telling) ??
        incidentSentence(type, telling)
      )
  }
}

/** Newest first, without doubles, at most FEED_LENGTH. */
export function addToFeed(feed: readonly FeedItem[], facts: readonly WireFact[], map: CityMap | undefined): FeedItem[] {
  const known = new Set(feed.map(({ id }) => id))
  const fresh: FeedItem[] = []
  for (const fact of facts) {
    const told = tell(fact, map)
    if (!told) continue
    const id = `${fact.district ?? ''}/${fact.tick}/${fact.type}/${fact.agent_id ?? ''}/${told.title}/${told.detail}`
    if (known.has(id)) continue
    known.add(id)
    fresh.push({ ...told, id })
  }
  if (fresh.length === 0) return feed as FeedItem[]
  return [...fresh.reverse(), ...feed].slice(0, FEED_LENGTH)
}
