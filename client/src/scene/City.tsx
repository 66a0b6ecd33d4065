// The scene, read from top to bottom: one component per thing seen.
import { Agents } from './Agents.tsx'
import { Camera } from './Camera.tsx'
import { Daylight } from './Daylight.tsx'
import { Labels } from './Labels.tsx'
import { Picking } from './Picking.tsx'
import { FrameStart, Picture } from './Picture.tsx'
import { Buildings, Ground, Lamps, Ornaments, Sky, Trees, Water } from './Standing.tsx'
import type { View } from './view.ts'

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
      <Agents view={view} />
      <Camera view={view} />
      <Picking view={view} />
      <Labels view={view} />
      <Picture view={view} />
    </>
  )
}
