// A plot: what it is called, whose it is, what is being built there, by whom, and what it costs.
import { residentOf } from '@civitas/schema/ids'
import { works } from '@civitas/schema/world/works'
import { Hammer, LandPlot, MapPin, UserRound } from 'lucide-react'
import { placeName, placePoint } from '../net/city-map.ts'
import type { LivePlot } from '../net/land.ts'
import type { LiveCity } from '../session.ts'
import { select, session } from '../store/city-store.ts'
import { flyTo } from '../store/flights.ts'
import { useStore } from '../store/store.ts'
import { Lines, Panel } from './Panel.tsx'
import { usePlots } from './use-plots.ts'

export function PlotPanel({ city, id }: { city: LiveCity; id: string }) {
  const plot = usePlots().find((one) => one.id === id)
  useStore(session, ({ namesKnown }) => namesKnown)
  const district = city.map.districts.find(({ plots }) => plots.some((one) => one.id === id))
  if (!district) return null
  const owner = plot?.owner === undefined ? undefined : residentOf(plot.owner)
  const sale = plot?.for_sale ?? (plot && owner === undefined ? plot.price : undefined)
  return (
    <Panel
      icon={<LandPlot size={20} />}
      title={plot?.name ?? placeName(city.map, id)}
      subtitle={`Land · ${district.name}`}
      onClose={() => select(undefined)}
    >
      <Lines
        lines={[
          ['Owner', owner === undefined ? plot && 'The city' : (city.people.name(owner) ?? plot?.owner)],
          ['To be built', plot?.work && `${works[plot.work].name}, ${plot.percent ?? 0} % done`],
          ['Builders', plot?.work && buildersText(city, plot)],
          ['For sale', sale === undefined ? undefined : `${sale} coins`],
        ]}
      />
      {plot?.work && (
        <div className="meter" aria-hidden>
          <i style={{ width: `${plot.percent ?? 0}%` }} />
        </div>
      )}
      <Ways city={city} id={id} owner={owner} builders={plot?.builders} />
    </Panel>
  )
}

function buildersText({ map }: LiveCity, { builders }: LivePlot): string {
  return builders === undefined ? 'The owner, with own hands' : placeName(map, builders)
}

/** To the place, and to those whom it concerns. */
function Ways({
  city,
  id,
  owner,
  builders,
}: {
  city: LiveCity
  id: string
  owner: number | undefined
  builders: string | undefined
}) {
  const point = placePoint(city.map, id)
  return (
    <div className="buttons">
      {point && (
        <button type="button" className="primary" onClick={() => flyTo({ x: point[0], y: point[1] })}>
          <MapPin size={15} aria-hidden />
          Go there
        </button>
      )}
      {owner !== undefined && (
        <button type="button" onClick={() => select({ kind: 'resident', resident: owner })}>
          <UserRound size={15} aria-hidden />
          Owner
        </button>
      )}
      {builders !== undefined && (
        <button type="button" onClick={() => select({ kind: 'building', id: builders })}>
          <Hammer size={15} aria-hidden />
          Builders
        </button>
      )}
    </div>
  )
}
