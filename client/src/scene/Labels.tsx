// Words above the scene: district names from afar, names of those nearby, speech bubbles. Plain elements, moved each frame.
import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import { must } from '@civitas/kit/assert'
import { PerspectiveCamera } from 'three'
import { tell } from '../net/feed.ts'
import type { Plate } from '../net/land.ts'
import { choices } from '../store/city-store.ts'
import { crowdUniforms } from './crowd/crowd-material.ts'
import { Speech, type Utterance } from './speech.ts'
import { toScreen, type View, whereIs } from './view.ts'

/** Elements of each kind: more would hide the city. */
const TAGS = 14
const BUBBLES = 7
const PLATES = 8
/** Names show below this camera distance, district names above that one; metres. */
const NAMES_BELOW = 260
const DISTRICTS_ABOVE = 330
/** Bubbles show this near to where the camera looks, and this far from each other; shares of its distance. */
const HEARD_WITHIN = 0.6
const BUBBLE_ROOM = 0.11
/** Names show this far from each other and from bubbles, likewise: of a throng, a few. */
const TAG_ROOM = 0.025
/** A label stands on its spot: so far below a panel most of it would still be behind, pixels. */
const COVER_BELOW = 22
/** How often it is chosen anew whose names show, ms. */
const CHOOSE_EVERY_MS = 250
/** Height of labels above the ground and of district names, metres. */
const HEAD = 2.75
/** Above the head of who holds a sign: the name must not hide it. */
const SIGN = 4.1
const DISTRICT_HEIGHT = 26
const PLATE_ABOVE = 2.5

export function Labels({ view }: { view: View }) {
  const { camera, size } = useThree()
  const layer = useMemo(() => createLayer(view), [view])
  useEffect(() => layer.attach(), [layer])
  useFrame(() => {
    if (camera instanceof PerspectiveCamera) layer.frame(performance.now(), { camera, size })
  })
  return null
}

interface Screen {
  camera: PerspectiveCamera
  size: { width: number; height: number }
  /** Panels that lie over the picture. */
  covers: readonly DOMRect[]
}

function createLayer(view: View) {
  const speech = new Speech()
  const districts = view.city.map.districts.map((district) => districtLabel(view.overlay, district))
  const tags = Array.from({ length: TAGS }, () => element(view.overlay, 'tag'))
  const plates = Array.from({ length: PLATES }, () => element(view.overlay, 'plate'))
  const bubbles = Array.from({ length: BUBBLES }, () => element(view.overlay, 'bubble'))
  let covers: readonly DOMRect[] = []
  let named: number[] = []
  let said: Utterance[] = []
  let near: Plate[] = []
  let chosenAt = -Infinity
  const choose = (nowMs: number) => {
    chosenAt = nowMs
    covers = [...document.querySelectorAll('.card')].map((card) => card.getBoundingClientRect())
    said = chooseUtterances(view, speech.now(nowMs))
    const spots = said.flatMap((utterance) => mouthOf(view, utterance) ?? [])
    // A bubble has the name of its speaker already.
    named = chooseNamed(view, spots).filter((one) => !said.some(({ resident }) => resident === one))
    near = choosePlates(view)
    for (const [index, { name }] of near.entries()) write(must(plates[index], 'a plate'), name)
    for (const [index, { resident, text }] of said.entries()) {
      const bubble = must(bubbles[index], 'a bubble')
      write(bubble, `${view.city.people.name(resident) ?? ''}\n${text}`)
    }
    for (const [index, resident] of named.entries())
      write(must(tags[index], 'a tag'), view.city.people.name(resident) ?? '…')
  }
  return {
    attach: () =>
      view.city.onFacts((facts) => {
        for (const fact of facts) {
          const item = tell(fact, view.city.map)
          if (item) speech.hear(item, performance.now())
        }
      }),
    frame(nowMs: number, { camera, size }: Pick<Screen, 'camera' | 'size'>) {
      if (nowMs - chosenAt > CHOOSE_EVERY_MS) choose(nowMs)
      const screen: Screen = { camera, size, covers }
      for (const [index, plate] of plates.entries()) move(plate, plateSpot(view, near[index]), screen)
      for (const [index, tag] of tags.entries()) move(tag, headOf(view, named[index]), screen)
      for (const [index, bubble] of bubbles.entries()) move(bubble, mouthOf(view, said[index]), screen)
      const far = view.distance > DISTRICTS_ABOVE
      for (const { label, x, z } of districts) move(label, far ? { x, y: DISTRICT_HEIGHT, z } : undefined, screen)
    },
  }
}

interface Spot {
  x: number
  y: number
  z: number
}

function headOf(view: View, resident: number | undefined): Spot | undefined {
  if (resident === undefined) return undefined
  const spot = whereIs(view, resident)
  const height = view.carriers.has(resident) ? SIGN : HEAD
  return spot && { ...spot, y: height * crowdUniforms.uScale.value }
}

/** Above what stands on the plot. */
function plateSpot({ plan }: View, plate: Plate | undefined): Spot | undefined {
  if (!plate) return undefined
  const roof = plan.footprints.find(({ id }) => id === plate.id)
  return { x: plate.x, y: (roof?.top ?? 0) + PLATE_ABOVE, z: plate.z }
}

/** Above the speaker's head, or above the roof it speaks under. */
function mouthOf(view: View, utterance: Utterance | undefined): Spot | undefined {
  if (!utterance) return undefined
  const outdoors = headOf(view, utterance.resident)
  if (outdoors) return outdoors
  const roof = view.plan.footprints.find(({ id }) => id === utterance.building)
  return roof && { x: (roof.x0 + roof.x1) / 2, y: roof.top + 0.5, z: (roof.z0 + roof.z1) / 2 }
}

/** The newest words near where the camera looks; no two so close that their bubbles would cover each other. */
function chooseUtterances(view: View, all: readonly Utterance[]): Utterance[] {
  const reach = Math.max(90, view.distance * HEARD_WITHIN)
  const chosen: { utterance: Utterance; spot: Spot }[] = []
  for (const utterance of all.toReversed()) {
    const spot = mouthOf(view, utterance)
    if (!spot || Math.hypot(spot.x - view.target.x, spot.z - view.target.z) > reach) continue
    const room = view.distance * BUBBLE_ROOM
    if (chosen.some((other) => Math.hypot(spot.x - other.spot.x, spot.z - other.spot.z) < room)) continue
    chosen.push({ utterance, spot })
    if (chosen.length === BUBBLES) break
  }
  return chosen.map(({ utterance }) => utterance)
}

/** The chosen resident always; others when the camera is near, where there is room for a name. */
function chooseNamed({ crowd, target, distance }: View, taken: readonly Spot[]): number[] {
  const { selection } = choices.get()
  const chosen = selection?.kind === 'resident' ? [selection.resident] : []
  if (distance > NAMES_BELOW) return chosen
  const near: { resident: number; away: number; x: number; z: number }[] = []
  for (let place = 0; place < crowd.count; place++) {
    const { x, z } = crowd.positionAt(place, crowdUniforms.uAlpha.value)
    const away = Math.hypot(x - target.x, z - target.z)
    const resident = crowd.residentAt(place)
    if (away < distance * 0.36 && resident !== undefined && resident !== chosen[0]) near.push({ resident, away, x, z })
  }
  near.sort((a, b) => a.away - b.away)
  const named = [...chosen]
  const full: { x: number; z: number }[] = [...taken]
  for (const { resident, x, z } of near) {
    if (named.length === TAGS) break
    if (full.some((spot) => Math.hypot(spot.x - x, spot.z - z) < distance * TAG_ROOM)) continue
    named.push(resident)
    full.push({ x, z })
  }
  return named
}

/** Names of plots near where the camera looks. */
function choosePlates({ plates, target, distance }: View): Plate[] {
  if (distance > NAMES_BELOW) return []
  const away = ({ x, z }: Plate) => Math.hypot(x - target.x, z - target.z)
  return plates
    .filter((plate) => away(plate) < distance * HEARD_WITHIN)
    .toSorted((a, b) => away(a) - away(b))
    .slice(0, PLATES)
}

function districtLabel(overlay: HTMLElement, district: View['city']['map']['districts'][number]) {
  const label = element(overlay, 'district')
  const dot = document.createElement('i')
  dot.style.background = district.accent
  label.append(dot, district.name)
  return { label, x: district.at[0] + district.size[0] / 2, z: district.at[1] + district.size[1] / 2 }
}

function element(overlay: HTMLElement, className: string): HTMLElement {
  const made = document.createElement('div')
  made.className = className
  made.hidden = true
  overlay.append(made)
  return made
}

function write(into: HTMLElement, text: string): void {
  if (into.textContent !== text) into.textContent = text
}

/** A label whose spot lies behind a panel is hidden: half of it would look out from under the edge. */
function move(label: HTMLElement, spot: Spot | undefined, { camera, size, covers }: Screen): void {
  const seen = spot && toScreen(camera, size, spot)
  const inside = seen && seen.x > -80 && seen.y > -20 && seen.x < size.width + 80 && seen.y < size.height + 60
  const shows = inside && !covers.some((cover) => hides(cover, seen))
  label.hidden = !shows
  if (shows) label.style.transform = `translate(${seen.x.toFixed(1)}px,${seen.y.toFixed(1)}px) translate(-50%,-100%)`
}

function hides({ left, top, right, bottom }: DOMRect, { x, y }: { x: number; y: number }): boolean {
  return x > left && x < right && y > top && y < bottom + COVER_BELOW
}
