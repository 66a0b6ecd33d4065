// Watches one resident in the picture, frame by frame, while it walks over the bridge.
import type { Page } from 'playwright-core'

/** Metres that somebody walks in one step. */
const STEP_METRES = 0.3
/** One frame may show the end of one step and the next frame the beginning of another; and figures turn aside a little. */
const SLACK_METRES = 0.5

interface Frame {
  places: { x: number; y: number }[]
  steps: (number | undefined)[]
  target: { x: number; y: number }
}

export interface Watched {
  frames: number
  /** Frames in which nobody was drawn, and in which somebody was drawn more than once. */
  absent: number
  twice: number
  /** Farthest move between two frames beyond what the steps between them allow, metres; 0 when there was none. */
  leap: number
  /** Farthest that the camera looked beside it, metres. */
  astray: number
}

/** Waits until the camera looks at the resident. */
export async function lookedAt(page: Page, resident: number): Promise<void> {
  await page.waitForFunction((who) => {
    const { target, placesOf } = window.__scene ?? {}
    const [place] = placesOf?.(who) ?? []
    return target && place && Math.hypot(target.x - place.x, target.y - place.y) < 1
  }, resident)
}

/** Samples every drawn frame until the resident is `until` metres east; it must be drawn when this begins. */
export async function watchUntil(page: Page, resident: number, until: number): Promise<Watched> {
  const frames = await page.evaluate(
    ([who, goal]) => {
      return new Promise<Frame[]>((resolve) => {
        const seen: Frame[] = []
        let drawn = -1
        const sample = () => {
          const scene = window.__scene
          if (scene && scene.frames !== drawn) {
            drawn = scene.frames
            const { x, y } = scene.target
            seen.push({ places: scene.placesOf(who), steps: [...scene.steps], target: { x, y } })
          }
          if ((seen.at(-1)?.places[0]?.x ?? 0) > goal) resolve(seen)
          else requestAnimationFrame(sample)
        }
        sample()
      })
    },
    [resident, until] as const,
  )
  return judge(frames)
}

function judge(frames: readonly Frame[]): Watched {
  const watched: Watched = { frames: frames.length, absent: 0, twice: 0, leap: 0, astray: 0 }
  let last: Frame | undefined
  for (const frame of frames) {
    const [place] = frame.places
    if (frame.places.length > 1) watched.twice++
    if (!place) {
      watched.absent++
      continue
    }
    watched.astray = Math.max(watched.astray, Math.hypot(frame.target.x - place.x, frame.target.y - place.y))
    const [before] = last?.places ?? []
    if (last && before)
      watched.leap = Math.max(watched.leap, Math.hypot(place.x - before.x, place.y - before.y) - allowed(last, frame))
    last = frame
  }
  return watched
}

/** By the district that went on most: on the way it is drawn in the one, then in the other. */
function allowed(before: Frame, after: Frame): number {
  const steps = after.steps.map((step, district) => (step ?? 0) - (before.steps[district] ?? step ?? 0))
  return STEP_METRES * (1 + Math.max(0, ...steps)) + SLACK_METRES
}
