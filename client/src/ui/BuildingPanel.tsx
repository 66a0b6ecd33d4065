// What a building is, when it is open, who is in it and what lies on its shelves.
import { withinHours } from '@civitas/schema/world/hours'
import type { Quotes } from '@civitas/schema/world/works'
import { Building2, House, MapPin, Store } from 'lucide-react'
import { findBuilding, type MapBuilding } from '../net/city-map.ts'
import { getJson } from '../net/rest.ts'
import type { LiveCity } from '../session.ts'
import { select, session } from '../store/city-store.ts'
import { flyTo } from '../store/flights.ts'
import { useStore } from '../store/store.ts'
import { BuildersFor } from './BuildersFor.tsx'
import { Lines, Panel } from './Panel.tsx'
import { PlotPanel } from './PlotPanel.tsx'
import { useLive } from './use-live.ts'
import { capitalised, hoursText } from './words.ts'

/** How often the live part is read again while the panel is open, ms. */
const REFRESH_MS = 3_000

/** The changing part of a building, as `GET /buildings` tells it. */
interface LiveBuilding {
  id: string
  occupants: number
  shelves: { item: string; price: number; stock: number }[]
  firm?: {
    staff: number
    positions: number
    wage: number
    shift?: [number, number]
    bankrupt: boolean
    builds?: Quotes
  }
}

export function BuildingPanel({ city, id }: { city: LiveCity; id: string }) {
  const found = findBuilding(city.map, id)
  const live = useLive(readBuildings, REFRESH_MS)?.find((one) => one.id === id)
  if (!found) return <PlotPanel city={city} id={id} />
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
      {live?.firm?.builds && <BuildersFor city={city} firm={id} quotes={live.firm.builds} />}
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
  const open = minute === undefined ? undefined : withinHours(minute, ...building.hours) ? 'Open now' : 'Closed now'
  const doors = live?.firm?.bankrupt ? 'Bankrupt: closed until somebody takes it over' : open
  const inside = live && `${live.occupants} of ${building.capacity}`
  return (
    <>
      <Lines
        lines={[
          ['Doors', doors],
          ['Hours', hoursText(building.hours)],
          ['Inside', inside],
          ['Homes', building.homes ? String(building.homes) : undefined],
          ['Staff', live?.firm && staffText(live.firm)],
          ['Shift', live?.firm?.shift && hoursText(live.firm.shift)],
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

function staffText({ staff, positions, wage }: NonNullable<LiveBuilding['firm']>): string {
  const hiring = positions > staff ? ` · ${positions - staff} wanted` : ''
  return `${staff} of ${positions} · ${wage} coins an hour${hiring}`
}

function Shelves({ city, building, live }: { city: LiveCity; building: MapBuilding; live: LiveBuilding | undefined }) {
  const named = (item: string) => city.map.items.find(({ id }) => id === item)?.name ?? capitalised(item)
  return (
    <>
      <h3>On the shelves</h3>
      <ul className="shelves">
        {(live?.shelves ?? building.sells).map((shelf) => (
          <li key={shelf.item}>
            <span>{named(shelf.item)}</span>
            <span>{shelf.price} coins</span>
            <span>{stockText('stock' in shelf ? shelf.stock : undefined)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function stockText(stock: number | undefined): string {
  return stock === undefined ? '' : stock === 0 ? 'sold out' : `${stock} left`
}

async function readBuildings(): Promise<LiveBuilding[]> {
  return (await getJson<{ buildings: LiveBuilding[] }>('/buildings')).buildings
}
