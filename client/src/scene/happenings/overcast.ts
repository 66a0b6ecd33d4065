// What clouds, haze and heat make of the day's light.
import { Color } from 'three'
import type { Daylight } from '../daylight.ts'
import type { SkyState } from './sky-state.ts'

const CLOUD = new Color('#aab6c2')
const MIST = new Color('#e3e8ea')
const NIGHT_MIST = new Color('#3a4669')
const GLARE = new Color('#ffe6b8')
const BOLT = new Color('#dfe6ff')
const grey = new Color()

/** @param flash of lightning, 0 … 1 */
export function overcast(light: Daylight, { gloom, haze, heat }: SkyState, flash: number): void {
  const { night } = light
  const dim = 1 - 0.34 * gloom
  for (const [color, share] of [
    [light.sky, 0.85],
    [light.fog, 0.8],
    [light.above, 0.85],
    [light.below, 0.6],
  ] as const) {
    grey.copy(CLOUD).multiplyScalar((0.3 + 0.7 * dim) * (1 - 0.76 * night))
    color.lerp(grey, gloom * share * (1 - 0.35 * night))
    color.lerp(grey.copy(MIST).lerp(NIGHT_MIST, night), haze * share * 0.75)
    color.lerp(GLARE, heat * share * 0.4 * (1 - night))
    color.lerp(BOLT, flash * 0.55)
  }
  light.sun.lerp(GLARE, heat * 0.5)
  light.strength *= 1 - 0.82 * gloom + 0.12 * heat
  light.ambient = light.ambient * (1 - 0.22 * gloom + 0.14 * haze) + flash * 2.2
  light.deep.lerp(grey.set('#4b6677').multiplyScalar(1 - 0.7 * night), gloom * 0.62)
  light.shallow.lerp(grey.set('#86a3a6').multiplyScalar(1 - 0.6 * night), gloom * 0.55)
  // Lamps come on early under a black sky.
  light.night = Math.max(night, Math.min(1, (gloom - 0.6) * 0.9))
}
