// Ambient occlusion of the ground: footprints drawn into a texture and blurred, near and wide.
import { DataTexture, LinearFilter, NoColorSpace, RGBAFormat } from 'three'
import type { Rect, Shade } from '../plan/plan.ts'

/** Blur radii in metres, and how much each darkens. */
const NEAR = { radius: 1.1, weight: 0.36 }
const WIDE = { radius: 5, weight: 0.27 }

interface Field {
  values: Float32Array
  width: number
  height: number
}

export function ambientTexture(shades: readonly Shade[], covered: Rect, size: number): DataTexture {
  const width = size
  const perMetre = width / (covered.x1 - covered.x0)
  const height = Math.max(1, Math.round((covered.z1 - covered.z0) * perMetre))
  const field: Field = { values: new Float32Array(width * height), width, height }
  for (const shade of shades) drawShade(field, shade, covered, perMetre)
  const near = blurTwice(field, Math.max(1, Math.round(NEAR.radius * perMetre)))
  const wide = blurTwice(field, Math.max(1, Math.round(WIDE.radius * perMetre)))
  const pixels = new Uint8Array(width * height * 4)
  for (let index = 0; index < field.values.length; index++) {
    const dark = Math.min(1, (near[index] ?? 0) * NEAR.weight + (wide[index] ?? 0) * WIDE.weight)
    // Shade is violet rather than grey.
    pixels.set([255 * (1 - dark * 0.9), 255 * (1 - dark * 0.93), 255 * (1 - dark * 0.72), 255], index * 4)
  }
  const texture = new DataTexture(pixels, width, height, RGBAFormat)
  texture.colorSpace = NoColorSpace
  texture.magFilter = LinearFilter
  texture.minFilter = LinearFilter
  texture.needsUpdate = true
  return texture
}

function drawShade({ values, width, height }: Field, shade: Shade, covered: Rect, perMetre: number): void {
  const left = Math.max(0, Math.floor((shade.x0 - covered.x0) * perMetre))
  const right = Math.min(width, Math.ceil((shade.x1 - covered.x0) * perMetre))
  const top = Math.max(0, Math.floor((shade.z0 - covered.z0) * perMetre))
  const bottom = Math.min(height, Math.ceil((shade.z1 - covered.z0) * perMetre))
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const at = row * width + column
      values[at] = Math.max(values[at] ?? 0, shade.strength)
    }
  }
}

/** Two box blurs in both directions: close enough to a Gaussian. */
function blurTwice({ values, width, height }: Field, radius: number): Float32Array {
  let from = values
  for (let pass = 0; pass < 2; pass++) {
    const rows = new Float32Array(from.length)
    for (let row = 0; row < height; row++) blurLine(from, rows, { start: row * width, stride: 1, count: width }, radius)
    const both = new Float32Array(from.length)
    for (let column = 0; column < width; column++) {
      blurLine(rows, both, { start: column, stride: width, count: height }, radius)
    }
    from = both
  }
  return from
}

function blurLine(
  from: Float32Array,
  to: Float32Array,
  line: { start: number; stride: number; count: number },
  radius: number,
): void {
  const { start, stride, count } = line
  const span = radius * 2 + 1
  let sum = 0
  for (let index = -radius; index < count; index++) {
    if (index + radius < count) sum += from[start + (index + radius) * stride] ?? 0
    if (index - radius - 1 >= 0) sum -= from[start + (index - radius - 1) * stride] ?? 0
    if (index >= 0) to[start + index * stride] = sum / span
  }
}
