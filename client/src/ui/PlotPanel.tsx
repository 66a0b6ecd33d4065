// A plot: what it is called, whose it is, what is being built there and what it costs.
import { residentOf } from '@civitas/schema/ids'
import { works } from '@civitas/schema/world/works'
import { LandPlot, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { placeName } from '../net/city-map.ts'
import type { LivePlot } from '../net/land.ts'
import { getJson } from '../net/rest.ts'
import type { LiveCity } from '../session.ts'
import { select, session } from '../store/city-store.ts'
import { useStore } from '../store/store.ts'
import { Lines, Panel } from './Panel.tsx'

/** How often it is read again while the panel is open, ms. */
const REFRESH_MS = 10_000

export function PlotPanel({ city, id }: { city: LiveCity; id: string }) {
  const plot = usePlot(id)
  useStore(session, ({ namesKnown }) => namesKnown)
  const district = city.map.districts.find(({ plots }) => plots.some((one) => one.id === id))
  if (!district) return null
  const owner = plot?.owner === undefined ? undefined : residentOf(plot.owner)
  const site = plot?.work && `${works[plot.work].name}, ${plot.percent ?? 0} % done`
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
          ['To be built', site],
          ['Builders', plot?.builders === undefined ? undefined : placeName(city.map, plot.builders)],
          ['For sale', sale === undefined ? undefined : `${sale} coins`],
        ]}
      />
      {owner !== undefined && (
        <div className="buttons">
          <button type="button" className="primary" onClick={() => select({ kind: 'resident', resident: owner })}>
            <UserRound size={15} aria-hidden />
            See the owner
          </button>
        </div>
      )}
    </Panel>
  )
}

/** Without an answer what was known stays. */
function usePlot(id: string): LivePlot | undefined {
  const [plot, setPlot] = useState<LivePlot>()
  useEffect(() => {
    let gone = false
    const read = async () => {
      const { plots } = await getJson<{ plots: LivePlot[] }>('/plots')
      if (!gone) setPlot(plots.find((one) => one.id === id))
    }
    const look = () => void read().catch(() => undefined)
    look()
    const timer = setInterval(look, REFRESH_MS)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [id])
  return plot
}
