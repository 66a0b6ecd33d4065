// The page: the scene below, the panels above. The 3D chunk is loaded beside the map, not before the shell shows.
import { lazy, Suspense, useEffect, useState } from 'react'
import { type LiveCity, openCity } from './session.ts'
import { choices, session } from './store/city-store.ts'
import { useStore } from './store/store.ts'
import { BuildingPanel } from './ui/BuildingPanel.tsx'
import { CityFigures } from './ui/CityFigures.tsx'
import { Feed } from './ui/Feed.tsx'
import { Help } from './ui/Help.tsx'
import { Incidents } from './ui/Incidents.tsx'
import { PeopleList } from './ui/PeopleList.tsx'
import { ResidentPanel } from './ui/ResidentPanel.tsx'
import { SceneBoundary } from './ui/SceneBoundary.tsx'
import { TopBar } from './ui/TopBar.tsx'

const Stage = lazy(async () => ({ default: (await import('./scene/Stage.tsx')).Stage }))

/** One city per page, whatever React renders twice. */
const opening = openCity()

export function App() {
  const city = useCity()
  const night = useStore(choices, ({ night }) => night)
  const selection = useStore(choices, ({ selection }) => selection)
  const panel = useStore(choices, ({ panel }) => panel)
  const map = useStore(session, ({ map }) => map)
  return (
    <div className={night ? 'page night' : 'page'}>
      <main aria-label="The city">
        <SceneBoundary>
          <Suspense fallback={null}>{city && <Stage city={city} />}</Suspense>
        </SceneBoundary>
      </main>
      <div className="vignette" />
      {!map && <p className="waiting">Looking for the city…</p>}
      <TopBar />
      <Incidents />
      <Feed />
      {city && selection?.kind === 'resident' && (
        <ResidentPanel key={selection.resident} city={city} resident={selection.resident} />
      )}
      {city && selection?.kind === 'building' && <BuildingPanel key={selection.id} city={city} id={selection.id} />}
      {city && panel === 'people' && <PeopleList city={city} />}
      {panel === 'figures' && <CityFigures />}
      {panel === 'help' && <Help />}
    </div>
  )
}

function useCity(): LiveCity | undefined {
  const [city, setCity] = useState<LiveCity>()
  useEffect(() => {
    let gone = false
    void opening.then((opened) => {
      if (!gone) setCity(opened)
    })
    return () => {
      gone = true
    }
  }, [])
  return city
}
