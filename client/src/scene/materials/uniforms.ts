// Uniforms that several materials share: one object each, changed once a frame.
import { Color } from 'three'

export const shared = {
  /** Seconds since the page opened; stands still under reduced motion. */
  uTime: { value: 0 },
  /** 0 by day … 1 at night. */
  uNight: { value: 0 },
  /** Light in windows and lamps. */
  uGlow: { value: new Color('#ffd58a') },
  uDeep: { value: new Color('#3f9fbd') },
  uShallow: { value: new Color('#8fe0d6') },
  uFoam: { value: new Color('#ffffff') },
  uHaze: { value: new Color('#d8eef0') },
}
