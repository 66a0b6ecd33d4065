// A click chooses what is under it: the nearest resident in reach of the finger, else the building that the ray meets first.
import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { PerspectiveCamera, Raycaster, Vector2, Vector3 } from 'three'
import { type Selection, select } from '../store/city-store.ts'
import { crowdUniforms } from './crowd/crowd-material.ts'
import { toScreen, type View } from './view.ts'

/** How far a click may miss, and a drag may move and still be a click, in pixels. */
const REACH = { mouse: 16, touch: 28 }
const SLIP = 6
/** Height of the middle of a person, metres. */
const CHEST = 1.1

export function Picking({ view }: { view: View }) {
  const { camera, gl } = useThree()
  useEffect(() => {
    if (!(camera instanceof PerspectiveCamera)) return undefined
    return attach(view, camera, gl.domElement)
  }, [view, camera, gl])
  return null
}

interface Point {
  x: number
  y: number
}

function attach(view: View, camera: PerspectiveCamera, canvas: HTMLCanvasElement): () => void {
  let down: Point | undefined
  const at = (event: PointerEvent): Point => {
    const box = canvas.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const press = (event: PointerEvent) => {
    down = event.isPrimary && event.button === 0 ? at(event) : undefined
  }
  const release = (event: PointerEvent) => {
    const up = at(event)
    if (!down || Math.hypot(up.x - down.x, up.y - down.y) > SLIP) return
    const reach = event.pointerType === 'touch' ? REACH.touch : REACH.mouse
    select(pick(view, camera, canvas, up, reach))
  }
  const hover = (event: PointerEvent) => {
    if (event.buttons !== 0 || event.pointerType === 'touch') return
    canvas.style.cursor = pick(view, camera, canvas, at(event), REACH.mouse) ? 'pointer' : 'grab'
  }
  canvas.addEventListener('pointerdown', press)
  canvas.addEventListener('pointerup', release)
  canvas.addEventListener('pointermove', hover)
  return () => {
    canvas.removeEventListener('pointerdown', press)
    canvas.removeEventListener('pointerup', release)
    canvas.removeEventListener('pointermove', hover)
  }
}

function pick(
  view: View,
  camera: PerspectiveCamera,
  canvas: HTMLCanvasElement,
  point: Point,
  reach: number,
): Selection | undefined {
  const size = { width: canvas.clientWidth, height: canvas.clientHeight }
  const resident = residentAt(view, camera, size, point, reach)
  if (resident !== undefined) return { kind: 'resident', resident }
  const id = buildingAt(view, camera, size, point)
  return id === undefined ? undefined : { kind: 'building', id }
}

function residentAt(
  { crowd }: View,
  camera: PerspectiveCamera,
  size: { width: number; height: number },
  point: Point,
  reach: number,
): number | undefined {
  let best: number | undefined
  let least = reach
  for (let place = 0; place < crowd.count; place++) {
    const { x, z } = crowd.positionAt(place, crowdUniforms.uAlpha.value)
    const seen = toScreen(camera, size, { x, y: CHEST * crowdUniforms.uScale.value, z })
    if (!seen) continue
    const miss = Math.hypot(seen.x - point.x, seen.y - point.y)
    if (miss >= least) continue
    least = miss
    best = crowd.residentAt(place)
  }
  return best
}

const raycaster = new Raycaster()

function buildingAt(
  { plan }: View,
  camera: PerspectiveCamera,
  size: { width: number; height: number },
  point: Point,
): string | undefined {
  raycaster.setFromCamera(new Vector2((point.x / size.width) * 2 - 1, 1 - (point.y / size.height) * 2), camera)
  const { origin, direction } = raycaster.ray
  let best: string | undefined
  let nearest = Infinity
  for (const { id, x0, z0, x1, z1, top } of plan.footprints) {
    const away = distanceToBox(origin, direction, { low: [x0, 0, z0], high: [x1, top, z1] })
    if (away === undefined || away >= nearest) continue
    nearest = away
    best = id
  }
  return best
}

/** Along the ray to an upright box, by slabs; `undefined` when it misses. */
function distanceToBox(
  origin: Vector3,
  direction: Vector3,
  box: { low: readonly [number, number, number]; high: readonly [number, number, number] },
): number | undefined {
  let enter = 0
  let leave = Infinity
  for (const axis of [0, 1, 2] as const) {
    const start = origin.getComponent(axis)
    const slope = 1 / direction.getComponent(axis)
    const a = (box.low[axis] - start) * slope
    const b = (box.high[axis] - start) * slope
    enter = Math.max(enter, Math.min(a, b))
    leave = Math.min(leave, Math.max(a, b))
  }
  return enter <= leave ? enter : undefined
}
