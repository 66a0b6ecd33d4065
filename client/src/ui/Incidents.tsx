// What goes on in the city, under the bar: choose one to look at it.
import type { IncidentKind } from '@civitas/schema'
import { Flame, type LucideIcon, Megaphone, PartyPopper, Search, ZapOff } from 'lucide-react'
import { placeName, placePoint } from '../net/city-map.ts'
import { session } from '../store/city-store.ts'
import { flyTo } from '../store/flights.ts'
import { useStore } from '../store/store.ts'

const signs: Record<IncidentKind, LucideIcon> = {
  fire: Flame,
  festival: PartyPopper,
  blackout: ZapOff,
  strike: Megaphone,
  lost_child: Search,
}

const names: Record<IncidentKind, string> = {
  fire: 'Fire',
  festival: 'Festival',
  blackout: 'Blackout',
  strike: 'Strike',
  lost_child: 'Missing child',
}

/** What those do who take part, told with their number. */
const takingPart: Record<IncidentKind, string> = {
  fire: 'fight it',
  festival: 'dancing',
  blackout: 'at work',
  strike: 'on the square',
  lost_child: 'searching',
}

/** How close the camera goes, metres. */
const LOOK_METRES = 170

export function Incidents() {
  const incidents = useStore(session, ({ incidents }) => incidents)
  const map = useStore(session, ({ map }) => map)
  if (!map || incidents.length === 0) return null
  return (
    <nav className="incidents" aria-label="What goes on">
      {incidents.map(({ incident, kind, place, helpers }) => {
        const Sign = signs[kind]
        const point = placePoint(map, place)
        return (
          <button
            key={incident}
            type="button"
            className={`card ${kind}`}
            onClick={() => point && flyTo({ x: point[0], y: point[1], distance: LOOK_METRES })}
          >
            <Sign size={15} aria-hidden />
            <b>{names[kind]}</b>
            <span>
              {placeName(map, place)}
              {helpers.length > 0 && ` · ${helpers.length} ${takingPart[kind]}`}
            </span>
          </button>
        )
      })}
    </nav>
  )
}
