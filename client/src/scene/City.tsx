// The scene, read from top to bottom: one component per thing seen.
import { lazy, Suspense } from 'react'
import { Agents } from './Agents.tsx'
import { Camera } from './Camera.tsx'
import { Daylight } from './Daylight.tsx'
import { Labels } from './Labels.tsx'
import { Picking } from './Picking.tsx'
import { FrameStart, Picture } from './Picture.tsx'
import { Buildings, Ground, Lamps, Ornaments, Sky, Trees, Water } from './Standing.tsx'
import type { View } from './view.ts'

/** Weather and incidents: a chunk of its own, so that the city shows before them. */
const Happenings = lazy(async () => ({ default: (await import('./happenings/Happenings.tsx')).Happenings }))
/** Chunks of their own: the scene is there without them. */
const Lots = lazy(async () => ({ default: (await import('./Lots.tsx')).Lots }))
const Trams = lazy(async () => ({ default: (await import('./Trams.tsx')).Trams }))

export function City({ view }: { view: View }) {
  return (
    <>
      <FrameStart />
      <Daylight view={view} />
      <Sky view={view} />
      <Water view={view} />
      <Ground view={view} />
      <Buildings view={view} />
      <Trees view={view} />
      <Lamps view={view} />
      <Ornaments view={view} />
      <Suspense fallback={null}>{view.city.map.trams && <Trams view={view} />}</Suspense>
      <Suspense fallback={null}>
        <Lots view={view} />
      </Suspense>
      <Agents view={view} />
      <Suspense fallback={null}>
        <Happenings view={view} />
      </Suspense>
      <Camera view={view} />
      <Picking view={view} />
      <Labels view={view} />
      <Picture view={view} />
    </>
  )
}
