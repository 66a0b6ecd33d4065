// Draws each frame, after all else has moved, and keeps the read-only probe `window.__scene` that tests look through.
import { type RootState, useFrame, useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { PerspectiveCamera } from 'three'
import { session } from '../store/city-store.ts'
import { crowdUniforms } from './crowd/crowd-material.ts'
import { answerEmpty, readBack } from './crowd/read-back.ts'
import type { SceneProbe } from './probe.ts'
import { toScreen, type View, whereIs } from './view.ts'

/** Frames whose time is kept. */
const TIMED = 240
/** How often the list of residents in view is renewed, ms. */
const LIST_EVERY_MS = 1_000

const counters = { frames: 0, times: new Float64Array(TIMED), frameStart: 0 }

/** Marks the beginning of a frame; the first of all frame callbacks. */
export function FrameStart() {
  useFrame(() => {
    counters.frameStart = performance.now()
  }, -2)
  return null
}

export function Picture({ view }: { view: View }) {
  const { gl, scene, camera, size } = useThree()
  useEffect(() => {
    window.__scene = createProbe(view, () => ({ gl, camera, size }))
  }, [view, gl, camera, size])
  useFrame(() => {
    const nothingDrawn = view.crowd.count === 0
    gl.render(scene, camera)
    if (nothingDrawn) answerEmpty()
    counters.times[counters.frames % TIMED] = performance.now() - counters.frameStart
    counters.frames++
  }, 1)
  useEffect(() => {
    const timer = setInterval(() => listInView(view), LIST_EVERY_MS)
    return () => clearInterval(timer)
  }, [view])
  return null
}

function listInView({ crowd }: View): void {
  const residents = Array.from({ length: crowd.count }, (_, place) => crowd.residentAt(place) ?? 0).sort(
    (a, b) => a - b,
  )
  if (residents.join() !== session.get().inView.join()) session.set({ inView: residents })
}

type Parts = () => Pick<RootState, 'gl' | 'camera' | 'size'>

function createProbe(view: View, parts: Parts): SceneProbe {
  return {
    get ready() {
      return counters.frames > 2 && session.get().connection === 'live'
    },
    get frames() {
      return counters.frames
    },
    get connection() {
      return session.get().connection
    },
    get views() {
      return view.views
    },
    get steps() {
      return view.crowd.steps
    },
    get epochs() {
      return view.city.map.districts.map((_, district) => view.city.motion.epochOf(district))
    },
    get info() {
      const { render, memory } = parts().gl.info
      return { calls: render.calls, triangles: render.triangles, ...memory }
    },
    get frameMs() {
      const times = [...counters.times.subarray(0, Math.min(TIMED, counters.frames))].sort((a, b) => a - b)
      const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
      return { median: at(0.5), p95: at(0.95) }
    },
    async drawn() {
      const residents = await readBack()
      return { steps: view.crowd.steps, views: view.views, residents, waiting: view.crowd.waiting }
    },
    placesOf: (resident) => placesOf(view, resident),
    get target() {
      return { x: view.target.x, y: view.target.z }
    },
    pixelOf: (resident) => pixelOf(view, parts(), resident),
    ...(view.quality.name === 'test' && {
      shiftForTest: (metres: number) => {
        view.shiftX = metres
      },
    }),
  }
}

function placesOf({ crowd }: View, resident: number): { x: number; y: number }[] {
  const places: { x: number; y: number }[] = []
  for (let place = 0; place < crowd.count; place++) {
    if (crowd.residentAt(place) !== resident) continue
    const { x, z } = crowd.positionAt(place, crowdUniforms.uAlpha.value)
    places.push({ x, y: z })
  }
  return places
}

function pixelOf(view: View, { camera, size }: ReturnType<Parts>, resident: number) {
  const spot = whereIs(view, resident)
  if (!spot || !(camera instanceof PerspectiveCamera)) return undefined
  return toScreen(camera, size, { x: spot.x, y: 1.1, z: spot.z })
}
