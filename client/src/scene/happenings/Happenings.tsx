// Weather and incidents in the picture. A chunk of its own: the city shows before it is here.
import { useFrame, useThree } from '@react-three/fiber'
import { weathers, type Weather } from '@civitas/schema/world/weather'
import { useEffect, useMemo } from 'react'
import { Fog } from 'three'
import { session } from '../../store/city-store.ts'
import { useStore } from '../../store/store.ts'
import { shared } from '../materials/uniforms.ts'
import { type View, whereIs } from '../view.ts'
import { fallingMesh } from './falling.ts'
import { sparksOf } from './gatherings.ts'
import { glowOf } from './glow.ts'
import { Lightning } from './lightning.ts'
import { overcast } from './overcast.ts'
import { darkness, kinds } from './sparks.ts'
import { easeSky, skyFor } from './sky-state.ts'

/** Drops and flakes, by quality. */
const DROPS = { high: 7_000, low: 4_200, test: 900 } as const
/** Edge of the box that they fill, as a share of the camera's distance. */
const BOX = 1.15
/** Where haze begins and ends without any, and in the thickest fog as shares of the camera's distance. */
const CLEAR = { near: 700, far: 2_200 }
const THICK = { near: 0.3, far: 1.6 }

export function Happenings({ view }: { view: View }) {
  return (
    <>
      <Weathering view={view} />
      <Glow view={view} />
    </>
  )
}

function Weathering({ view }: { view: View }) {
  const { scene } = useThree()
  const falling = useMemo(() => fallingMesh(DROPS[view.quality.name]), [view])
  const sky = useMemo(() => skyFor(weatherNow(view)), [view])
  const lightning = useMemo(() => new Lightning(), [])
  useEffect(() => {
    view.sky.tint = (light) => overcast(light, sky, lightning.flash)
    view.sky.version += 1
    return () => {
      delete view.sky.tint
      view.sky.version += 1
    }
  }, [view, sky, lightning])
  useFrame((_, delta) => {
    const weather = weatherNow(view)
    const changed = easeSky(sky, weather, view.calm ? Infinity : delta)
    const flashed = !view.calm && lightning.strike(weather === 'storm', delta)
    if (changed || flashed) view.sky.version += 1
    shared.uSnow.value = sky.snow
    shared.uWet.value = sky.wet
    const { near, far } = hazeAt(view.distance, sky.haze)
    shared.uHazeNear.value = near
    shared.uHazeFar.value = far
    if (scene.fog instanceof Fog) Object.assign(scene.fog, { near, far })
    falling.mesh.visible = sky.rain + sky.snowfall > 0.02
    falling.uRain.value = sky.rain
    falling.uSnowfall.value = sky.snowfall
    falling.uWind.value = sky.wind
    falling.uEdge.value = view.distance * BOX
    falling.uAround.value.copy(view.target)
  })
  return <primitive object={falling.mesh} />
}

/** Smoke, lanterns, signs and searchers; and where the lights are out. */
function Glow({ view }: { view: View }) {
  const incidents = useStore(session, ({ incidents }) => incidents)
  const reunions = useStore(session, ({ reunions }) => reunions)
  const { map } = view.city
  const sparks = useMemo(() => sparksOf(map, incidents, reunions), [map, incidents, reunions])
  const glow = useMemo(() => (sparks.length > 0 ? glowOf(sparks) : undefined), [sparks])
  useEffect(() => () => glow?.mesh.geometry.dispose(), [glow])
  useEffect(() => {
    view.carriers = new Set(sparks.flatMap(({ kind, bearer }) => (kind === kinds.sign ? (bearer ?? []) : [])))
  }, [view, sparks])
  useFrame(() => glow?.follow((resident) => whereIs(view, resident)))
  useEffect(() => {
    const dark = darkness(map, incidents)
    shared.uDark.value.set(...(dark ?? ([0, 0, 0, 0] as const)))
  }, [map, incidents])
  return glow ? <primitive key={glow.mesh.uuid} object={glow.mesh} /> : null
}

function weatherNow({ fixedWeather }: View): Weather {
  return weathers.find((weather) => weather === fixedWeather) ?? session.get().weather
}

/** Fog is as thick from above as from the street: it is measured by how far away one looks. */
function hazeAt(distance: number, haze: number): { near: number; far: number } {
  const near = Math.min(CLEAR.near, distance * THICK.near)
  const far = Math.min(CLEAR.far, distance * THICK.far)
  return { near: CLEAR.near + (near - CLEAR.near) * haze, far: CLEAR.far + (far - CLEAR.far) * haze }
}
