// What builders ask, and the sites that they have in hand.
import { type Quotes, type WorkName, works } from '@civitas/schema/world/works'
import { Hammer } from 'lucide-react'
import { placeName } from '../net/city-map.ts'
import type { LiveCity } from '../session.ts'
import { select } from '../store/city-store.ts'
import { usePlots } from './use-plots.ts'

export function BuildersFor({ city, firm, quotes }: { city: LiveCity; firm: string; quotes: Quotes }) {
  const sites = usePlots().filter(({ builders }) => builders === firm)
  return (
    <>
      <h3>Builds for you</h3>
      <ul className="shelves quotes">
        {Object.entries(quotes).map(([work, price]) => (
          <li key={work}>
            <span>{works[work as WorkName].name}</span>
            <span>{price} coins</span>
          </li>
        ))}
      </ul>
      {sites.length > 0 && <h3>At work on</h3>}
      {sites.map(({ id, work, percent }) => (
        <button key={id} type="button" className="link site" onClick={() => select({ kind: 'building', id })}>
          <Hammer size={14} aria-hidden />
          <span>
            {work && works[work].name} · {placeName(city.map, id)}
          </span>
          <b>{percent ?? 0} %</b>
        </button>
      ))}
    </>
  )
}
