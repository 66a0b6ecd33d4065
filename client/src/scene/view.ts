// What the parts of the scene share while it runs: the crowd, the camera's whereabouts, the light. Mutable, outside React.
import { type PerspectiveCamera, Vector3 } from 'three'
import type { Plate } from '../net/land.ts'
import type { TileView } from '../net/motion.ts'
import type { LiveCity } from '../session.ts'
import { Crowd } from './crowd/crowd.ts'
import { crowdUniforms } from './crowd/crowd-material.ts'
import { planCity } from './plan/plan-city.ts'
import type { CityPlan } from './plan/plan.ts'
import type { Daylight } from './daylight.ts'
import type { Quality } from './quality.ts'

export interface View {
  readonly city: LiveCity
  readonly plan: CityPlan
  readonly quality: Quality
  readonly crowd: Crowd
  /** Layer of labels above the canvas. */
  readonly overlay: HTMLElement
  /** Where the camera looks, on the ground. */
  readonly target: Vector3
  /** Metres from the camera to its target. */
  distance: number
  /** Hour of light asked for in the address, as a share of the day; else the city's clock decides. */
  readonly fixedLight: number | undefined
  readonly calm: boolean
  /** What the weather makes of the light, once that layer is loaded; the version grows when it would look otherwise. */
  readonly sky: { version: number; tint?: (light: Daylight) => void }
  /** Weather asked for in the address; else it is the city's. */
  readonly fixedWeather: string | undefined
  /** Metres by which the crowd is drawn beside its place: only for proving that tests notice. */
  shiftX: number
  /** Where the tram is in which somebody sits; absent while there are none. */
  ridesAt: ((resident: number) => { x: number; z: number } | undefined) | undefined
  /** Who holds a sign above the head. */
  carriers: ReadonlySet<number>
  /** Names of plots; set when land was read. */
  plates: readonly Plate[]
  /** Tiles in view, as last told to the city. */
  views: readonly TileView[]
}

export function createView(city: LiveCity, quality: Quality, overlay: HTMLElement): View {
  const address = new URLSearchParams(location.search)
  return {
    city,
    quality,
    overlay,
    plan: planCity(city.map),
    crowd: new Crowd(),
    target: new Vector3(),
    distance: 1,
    fixedLight: readHour(address.get('light')),
    calm: matchMedia('(prefers-reduced-motion: reduce)').matches,
    sky: { version: 0 },
    fixedWeather: address.get('weather') ?? undefined,
    shiftX: 0,
    ridesAt: undefined,
    carriers: new Set(),
    plates: [],
    views: [],
  }
}

/** Where a resident stands now in the picture, or the tram with it is, city metres; undefined when neither is drawn. */
export function whereIs(view: View, resident: number): { x: number; z: number } | undefined {
  const place = view.crowd.placeOf(resident)
  return place === undefined ? view.ridesAt?.(resident) : view.crowd.positionAt(place, crowdUniforms.uAlpha.value)
}

const spot = new Vector3()

/** Pixel position of a point of the scene; undefined behind the camera. */
export function toScreen(
  camera: PerspectiveCamera,
  size: { width: number; height: number },
  at: { x: number; y: number; z: number },
): { x: number; y: number } | undefined {
  spot.set(at.x, at.y, at.z).project(camera)
  if (spot.z >= 1) return undefined
  return { x: (spot.x * 0.5 + 0.5) * size.width, y: (0.5 - spot.y * 0.5) * size.height }
}

/** `21:30` as a share of the day. */
function readHour(text: string | null): number | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text ?? '')
  return match ? ((Number(match[1]) + Number(match[2]) / 60) % 24) / 24 : undefined
}
