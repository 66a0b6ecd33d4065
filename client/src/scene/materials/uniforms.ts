// Uniforms that several materials share: one object each, changed once a frame.
import { Color, Vector4 } from 'three'

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
  /** Where haze begins and where it hides all, metres from the camera. */
  uHazeNear: { value: 700 },
  uHazeFar: { value: 2_200 },
  /** How white and how wet what faces the sky is, 0 … 1. */
  uSnow: { value: 0 },
  uWet: { value: 0 },
  /** Where the lights are out: west, north, east, south. */
  uDark: { value: new Vector4() },
}

/** GLSL, for an instance: 0 where the lights are out, else 1. */
export const hasPower =
  '1.0 - step(uDark.x, instanceMatrix[3].x) * step(instanceMatrix[3].x, uDark.z) * step(uDark.y, instanceMatrix[3].z) * step(instanceMatrix[3].z, uDark.w)'
