// What a building is, when it is open, who is in it and what lies on its shelves.
import { Building2, House, MapPin, Store } from 'lucide-react'
import { useEffect, useState } from 'react'
import { findBuilding, isOpen, type MapBuilding } from '../net/city-map.ts'
import { getJson } from '../net/rest.ts'
import type { LiveCity } from '../session.ts'
import { select, session } from '../store/city-store.ts'
import { flyTo } from '../store/flights.ts'
import { useStore } from '../store/store.ts'
import { Lines, Panel } from './Panel.tsx'
import { capitalised, hoursText } from './words.ts'

/** How often the live part is read again while the panel is open, ms. */
const REFRESH_MS = 3_000

/** The changing part of a building, as `GET /buildings` tells it. */
interface LiveBuilding {
  id: string
  occupants: number
  shelves: { item: string; price: number; stock: number }[]
}

export function BuildingPanel({ city, id }: { city: LiveCity; id: string }) {
  const found = findBuilding(city.map, id)
  const live = useLiveBuilding(id)
  if (!found) return null
  const { building } = found
  const district = city.map.districts[found.district]
  const shop = building.sells.length > 0
  return (
    <Panel
      icon={building.kind === 'house' ? <House size={20} /> : shop ? <Store size={20} /> : <Building2 size={20} />}
      title={building.name}
      subtitle={`${capitalised(building.kind)} · ${district?.name ?? ''}`}
      onClose={() => select(undefined)}
    >
      <Facts building={building} live={live} />
      {shop && <Shelves city={city} building={building} live={live} />}
      <div className="buttons">
        <button type="button" className="primary" onClick={() => flyTo({ x: building.door[0], y: building.door[1] })}>
          <MapPin size={15} aria-hidden />
          Go there
        </button>
      </div>
    </Panel>
  )
}

function Facts({ building, live }: { building: MapBuilding; live: LiveBuilding | undefined }) {
  const minute = useStore(session, ({ minute }) => minute)
  const open = minute === undefined ? undefined : isOpen(building.hours, minute) ? 'Open now' : 'Closed now'
  const inside = live && `${live.occupants} of ${building.capacity}`
  return (
    <>
      <Lines
        lines={[
          ['Doors', open],
          ['Hours', hoursText(building.hours)],
          ['Inside', inside],
          ['Homes', building.homes ? String(building.homes) : undefined],
          ['Jobs', building.jobs ? `${building.jobs} · ${building.wage} coins an hour` : undefined],
        ]}
      />
      {live && (
        <div className="meter" aria-hidden>
          <i style={{ width: `${Math.min(100, (live.occupants / building.capacity) * 100)}%` }} />
        </div>
      )}
    </>
  )
}

function Shelves({ city, building, live }: { city: LiveCity; building: MapBuilding; live: LiveBuilding | undefined }) {
  const named = (item: string) => city.map.items.find(({ id }) => id === item)?.name ?? capitalised(item)
  return (
    <>
      <h3>On the shelves</h3>
      <ul className="shelves">
        {building.sells.map(({ item, price }) => (
          <li key={item}>
            <span>{named(item)}</span>
            <span>{price} coins</span>
            <span>{stockText(live?.shelves.find((shelf) => shelf.item === item)?.stock)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function stockText(stock: number | undefined): string {
  return stock === undefined ? '' : stock === 0 ? 'sold out' : `${stock} left`
}

function useLiveBuilding(id: string): LiveBuilding | undefined {
  const [live, setLive] = useState<LiveBuilding>()
  useEffect(() => {
    let gone = false
    const read = async () => {
      try {
        const { buildings } = await getJson<{ buildings: LiveBuilding[] }>('/buildings')
        if (!gone) setLive(buildings.find((one) => one.id === id))
      } catch {
        // The connection state tells the viewer already; the map's part stays on show.
      }
    }
    void read()
    const timer = setInterval(() => void read(), REFRESH_MS)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [id])
  return live
}
