// Sun, sky and haze by the city's clock. Shadows are baked anew only when the light has visibly moved.
import { type RootState, useFrame, useThree } from '@react-three/fiber'
import { useEffect, useMemo, useRef } from 'react'
import { Color, type DirectionalLight, Fog, type HemisphereLight } from 'three'
import { sunOf } from '@civitas/schema/world/calendar'
import { MINUTES_PER_DAY } from '@civitas/schema/world/hours'
import { choices, session } from '../store/city-store.ts'
import { bySun, daylightAt } from './daylight.ts'
import { shared } from './materials/uniforms.ts'
import type { View } from './view.ts'

/** Share of a day after which colours, and shadows, are set anew: 1 and 5 city minutes. */
const RECOLOUR = 1 / MINUTES_PER_DAY
const REBAKE = 5 / MINUTES_PER_DAY
/** Light before the city has told its time: a clear morning. */
const MORNING = 0.4
/** From this darkness on the panels turn dark too. */
const PANELS_DARK = 0.5
/** Distance of the sun's shadow camera, metres. */
const SUN_AWAY = 500

export function Daylight({ view }: { view: View }) {
  const { gl, scene } = useThree()
  const sun = useRef<DirectionalLight>(null)
  const sky = useRef<HemisphereLight>(null)
  const drawn = useMemo(() => ({ colours: Number.NaN, shadows: Number.NaN, sky: 0 }), [])
  useEffect(() => {
    scene.fog = new Fog('#d8eef0', shared.uHazeNear.value, shared.uHazeFar.value)
    scene.background = new Color('#cdeaf0')
    if (sun.current) frameShadows(sun.current, view)
  }, [scene, view])
  useFrame((_, delta) => {
    if (!view.calm) shared.uTime.value += Math.min(delta, 0.1)
    const time = view.fixedLight ?? sunTime(view) ?? MORNING
    const same = drawn.sky === view.sky.version && Math.abs(time - drawn.colours) < RECOLOUR
    if (!sun.current || !sky.current || same) return
    drawn.sky = view.sky.version
    drawn.colours = time
    applyLight(time, { sun: sun.current, sky: sky.current, scene, view })
    if (Math.abs(time - drawn.shadows) < REBAKE) return
    drawn.shadows = time
    gl.shadowMap.needsUpdate = true
  })
  return (
    <>
      <hemisphereLight ref={sky} />
      <directionalLight ref={sun} castShadow={view.quality.shadowMap > 0} />
    </>
  )
}

/** Where the sun stands by the city's clock and calendar. */
function sunTime({ city }: View): number | undefined {
  const time = city.clock.timeOfDay(performance.now())
  return time === undefined ? undefined : bySun(time, sunOf(session.get().day ?? 1))
}

interface Lit {
  sun: DirectionalLight
  sky: HemisphereLight
  scene: RootState['scene']
  view: View
}

function applyLight(time: number, { sun, sky, scene, view }: Lit): void {
  const light = daylightAt(time)
  view.sky.tint?.(light)
  if (scene.background instanceof Color) scene.background.copy(light.sky)
  scene.fog?.color.copy(light.fog)
  sky.color.copy(light.above)
  sky.groundColor.copy(light.below)
  sky.intensity = light.ambient
  sun.color.copy(light.sun)
  sun.intensity = light.strength
  const { bounds } = view.plan
  sun.target.position.set((bounds.x0 + bounds.x1) / 2, 0, (bounds.z0 + bounds.z1) / 2)
  sun.target.updateMatrixWorld()
  sun.position.copy(sun.target.position).addScaledVector(light.direction, SUN_AWAY)
  shared.uNight.value = light.night
  shared.uDeep.value.copy(light.deep)
  shared.uShallow.value.copy(light.shallow)
  shared.uFoam.value.copy(light.foam)
  shared.uHaze.value.copy(light.fog)
  choices.set({ night: light.night > PANELS_DARK })
}

function frameShadows(sun: DirectionalLight, view: View): void {
  const { x0, x1, z0, z1 } = view.plan.bounds
  const across = (x1 - x0) / 2 + 50
  const along = (z1 - z0) / 2 + 60
  const { shadow } = sun
  shadow.mapSize.set(view.quality.shadowMap, view.quality.shadowMap)
  shadow.camera.left = -across
  shadow.camera.right = across
  shadow.camera.top = along
  shadow.camera.bottom = -along
  shadow.camera.near = 50
  shadow.camera.far = SUN_AWAY * 2
  shadow.bias = -0.0002
  shadow.normalBias = 0.2
  shadow.radius = 3
  shadow.blurSamples = 10
  shadow.intensity = 0.8
}
