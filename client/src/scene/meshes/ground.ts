// The ground: every plate and strip merged into one mesh, darkened where something stands on it.
import { BufferAttribute, type BufferGeometry, type Mesh, MeshLambertMaterial, PlaneGeometry } from 'three'
import { underTheSky } from '../materials/lying-snow.ts'
import { type CityPlan, grow, type Plate, type Strip } from '../plan/plan.ts'
import type { Quality } from '../quality.ts'
import { ambientTexture } from './ambient.ts'
import { matrixOf, merge, paint, plain, slab, still } from './geometry.ts'

/** The plan reaches beyond the city by this much, metres: the texture covers it too. */
const APRON = 24

/** With `detail` 0 corners are less round. */
export function groundMesh(plan: CityPlan, { ambientMap, detail }: Pick<Quality, 'ambientMap' | 'detail'>): Mesh {
  const parts = [...plan.plates.map((plate) => plateGeometry(plate, detail)), ...plan.strips.map(stripGeometry)]
  const geometry = merge(parts)
  const covered = grow(plan.bounds, APRON)
  mapToWorld(geometry, covered)
  const map = ambientTexture(plan.shades, covered, ambientMap)
  return still('ground', geometry, underTheSky(new MeshLambertMaterial({ vertexColors: true, map })), { cast: false })
}

function plateGeometry(plate: Plate, detail: number): BufferGeometry {
  const width = plate.x1 - plate.x0
  const depth = plate.z1 - plate.z0
  const radius = Math.max(0.02, Math.min(plate.radius, width / 2 - 0.02, depth / 2 - 0.02))
  const outline = roundedRect(width, depth, { radius, steps: radius > 8 ? 9 : detail > 0 ? 4 : 1 })
  const geometry = slab(outline, plate.thickness)
  geometry.translate((plate.x0 + plate.x1) / 2, plate.y, (plate.z0 + plate.z1) / 2)
  return paint(geometry, plate.color)
}

/** Points of the outline about the origin, counter-clockwise seen from above. */
function roundedRect(width: number, depth: number, corner: { radius: number; steps: number }): [number, number][] {
  const x = width / 2 - corner.radius
  const z = depth / 2 - corner.radius
  const middles = [
    [x, -z],
    [-x, -z],
    [-x, z],
    [x, z],
  ] as const
  return middles.flatMap(([cx, cz], quarter) =>
    Array.from({ length: corner.steps + 1 }, (_, step): [number, number] => {
      const angle = (quarter + step / corner.steps) * (Math.PI / 2)
      return [cx + Math.cos(angle) * corner.radius, cz - Math.sin(angle) * corner.radius]
    }),
  )
}

function stripGeometry(strip: Strip): BufferGeometry {
  const geometry = new PlaneGeometry(strip.length, strip.width)
  geometry.rotateX(-Math.PI / 2)
  geometry.applyMatrix4(matrixOf(strip))
  return paint(plain(geometry), strip.color)
}

function mapToWorld(geometry: BufferGeometry, covered: { x0: number; z0: number; x1: number; z1: number }): void {
  const position = geometry.getAttribute('position')
  const uv = new Float32Array(position.count * 2)
  for (let vertex = 0; vertex < position.count; vertex++) {
    uv[vertex * 2] = (position.getX(vertex) - covered.x0) / (covered.x1 - covered.x0)
    uv[vertex * 2 + 1] = (position.getZ(vertex) - covered.z0) / (covered.z1 - covered.z0)
  }
  geometry.setAttribute('uv', new BufferAttribute(uv, 2))
}
