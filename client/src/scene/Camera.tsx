// The viewer's eye: map controls, keys, flights to where the panels point, and following a resident. Esc lets go.
import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import { PerspectiveCamera, Vector3 } from 'three'
import { MapControls } from 'three/examples/jsm/controls/MapControls.js'
import { choices, select } from '../store/city-store.ts'
import { type Flight, onFlight } from '../store/flights.ts'
import { keySteering } from './key-steering.ts'
import { tilesInView } from './tiles-in-view.ts'
import { type View, whereIs } from './view.ts'

/** Angle from straight up, radians: the lowest the camera goes. */
const MAX_POLAR = 1.25
/** Metres from the ground point looked at. */
const NEAREST = 26
const FAREST = 1_500
/** Distance after a flight to a resident or building, and how long the flight takes, ms. */
const CLOSE_UP = 120
const FLIGHT_MS = 1_100
/** How often the tiles in view are looked up, ms. */
const LOOK_EVERY_MS = 300
/** The first view: over the bridge from the south-east, then closer. As shares of the city's size. */
const FIRST = { far: 1.9, near: 0.94 }
const FIRST_FROM = new Vector3(0.42, 0.72, 0.9).normalize()
/** Metres from north to south take this much more of a screen than those from west to east. */
const DEEP = 2
/** Wide screens have a panel on the left: the city moves aside by this share of its size. */
const ASIDE = 0.085

export function Camera({ view }: { view: View }) {
  const { camera, gl } = useThree()
  const rig = useMemo(() => createRig(view, camera, gl.domElement), [view, camera, gl])
  useEffect(() => rig.attach(), [rig])
  useFrame((_, delta) => rig.frame(performance.now(), Math.min(delta, 0.1)), -1)
  return null
}

interface Rig {
  attach(): () => void
  frame(nowMs: number, delta: number): void
}

function createRig(view: View, camera: unknown, canvas: HTMLCanvasElement): Rig {
  if (!(camera instanceof PerspectiveCamera)) throw new Error('the scene wants a perspective camera')
  const controls = new MapControls(camera, canvas)
  controls.enableDamping = !view.calm
  controls.dampingFactor = 0.09
  controls.maxPolarAngle = MAX_POLAR
  controls.minDistance = NEAREST
  controls.maxDistance = FAREST
  controls.zoomToCursor = true
  const steer = keySteering(camera, controls)
  let flight: ActiveFlight | undefined
  let looked = 0
  const fly = (wish: Flight) => {
    flight = planFlight({ camera, controls, calm: view.calm }, wish)
  }
  takeFirstView(view, camera, controls)
  return {
    attach() {
      const ends = [onFlight(fly), steer.attach(), stopOnTouch(canvas, () => (flight = undefined)), letGoOnEscape()]
      if (!view.calm) fly(firstFlight(view, camera))
      return () => {
        for (const end of ends) end()
        controls.dispose()
      }
    },
    frame(nowMs, delta) {
      steer.frame(delta)
      if (flight && advance(flight, { camera, controls }, nowMs)) flight = undefined
      if (!flight) follow(view, camera, controls, delta)
      controls.update()
      view.target.copy(controls.target)
      view.distance = camera.position.distanceTo(controls.target)
      if (nowMs - looked < LOOK_EVERY_MS) return
      looked = nowMs
      tellTiles(view, camera)
    },
  }
}

function takeFirstView(view: View, camera: PerspectiveCamera, controls: MapControls): void {
  const { x, y, distance } = firstFlight(view, camera)
  controls.target.set(x, 0, y)
  const away = view.calm ? distance : (distance * FIRST.far) / FIRST.near
  camera.position.copy(controls.target).addScaledVector(FIRST_FROM, away)
  camera.lookAt(controls.target)
  controls.update()
}

function firstFlight(view: View, camera: PerspectiveCamera): Required<Flight> {
  const { x0, x1, z0, z1 } = view.plan.bounds
  const aside = camera.aspect > 1.2 ? ASIDE * (x1 - x0) : 0
  return {
    x: (x0 + x1) / 2 - FIRST_FROM.z * aside,
    y: (z0 + z1) / 2 + FIRST_FROM.x * aside,
    distance: firstDistance(view, camera, FIRST.near),
  }
}

/** A narrow screen steps back, but not so far that people vanish. */
function firstDistance(view: View, camera: PerspectiveCamera, share: number): number {
  const { x0, x1, z0, z1 } = view.plan.bounds
  const narrow = Math.min(1.5, Math.max(1, 1.25 / camera.aspect))
  return Math.min(FAREST * 0.9, Math.max(x1 - x0, (z1 - z0) * DEEP) * share * narrow)
}

interface Eye {
  camera: PerspectiveCamera
  controls: MapControls
}

interface ActiveFlight {
  startedAt: number | undefined
  ms: number
  fromTarget: Vector3
  toTarget: Vector3
  fromOffset: Vector3
  toOffset: Vector3
}

function planFlight({ camera, controls, calm }: Eye & { calm: boolean }, wish: Flight): ActiveFlight {
  const fromOffset = camera.position.clone().sub(controls.target)
  const distance = wish.distance ?? Math.min(fromOffset.length(), CLOSE_UP)
  return {
    startedAt: undefined,
    ms: calm ? 0 : FLIGHT_MS * (wish.distance === undefined ? 1 : 2),
    fromTarget: controls.target.clone(),
    toTarget: new Vector3(wish.x, 0, wish.y),
    fromOffset,
    toOffset: fromOffset.clone().setLength(distance),
  }
}

/** True when it has arrived. */
function advance(flight: ActiveFlight, { camera, controls }: Eye, nowMs: number): boolean {
  flight.startedAt ??= nowMs
  const share = flight.ms === 0 ? 1 : Math.min(1, (nowMs - flight.startedAt) / flight.ms)
  const eased = 1 - (1 - share) ** 3
  controls.target.lerpVectors(flight.fromTarget, flight.toTarget, eased)
  camera.position.lerpVectors(flight.fromOffset, flight.toOffset, eased).add(controls.target)
  return share === 1
}

/** Keeps the followed resident in the middle; one that went indoors is waited for. */
function follow(view: View, camera: PerspectiveCamera, controls: MapControls, delta: number): void {
  const { selection, following } = choices.get()
  if (!following || selection?.kind !== 'resident') return
  const spot = whereIs(view, selection.resident)
  if (!spot) return
  const step = new Vector3(spot.x, 0, spot.z).sub(controls.target)
  if (!view.calm) step.multiplyScalar(1 - Math.exp(-delta * 5))
  controls.target.add(step)
  camera.position.add(step)
}

function stopOnTouch(canvas: HTMLCanvasElement, stop: () => void): () => void {
  canvas.addEventListener('pointerdown', stop)
  canvas.addEventListener('wheel', stop, { passive: true })
  return () => {
    canvas.removeEventListener('pointerdown', stop)
    canvas.removeEventListener('wheel', stop)
  }
}

function letGoOnEscape(): () => void {
  const release = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    const { following, panel } = choices.get()
    if (panel !== 'none') choices.set({ panel: 'none' })
    else if (following) choices.set({ following: false })
    else select(undefined)
  }
  addEventListener('keydown', release)
  return () => removeEventListener('keydown', release)
}

function tellTiles(view: View, camera: PerspectiveCamera): void {
  const views = tilesInView(camera, view.city.map)
  if (JSON.stringify(views) === JSON.stringify(view.views)) return
  view.views = views
  view.city.look(views)
}
