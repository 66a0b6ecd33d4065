// One-off shapes (fountains, spires, domes, hills, boats, the lighthouse), merged into a single mesh.
import {
  type BufferGeometry,
  BoxGeometry,
  ConeGeometry,
  CylinderGeometry,
  DoubleSide,
  LatheGeometry,
  type Mesh,
  MeshLambertMaterial,
  SphereGeometry,
  Vector2,
} from 'three'
import type { Ornament } from '../plan/plan.ts'
import { lean, matrixOf, merge, paint, plain, slab, still } from './geometry.ts'

export function ornamentsMesh(ornaments: readonly Ornament[]): Mesh {
  const parts = ornaments.flatMap((ornament) => shapes[ornament.kind](ornament))
  const material = new MeshLambertMaterial({ vertexColors: true, side: DoubleSide })
  return still('ornaments', merge(parts), material, { cast: true })
}

/** A part at an offset from its ornament, scaled with it. */
function part(of: Ornament, geometry: BufferGeometry, color: string, offset: readonly [number, number, number]) {
  const [dx, dy, dz] = offset
  geometry.translate(dx, dy, dz)
  geometry.applyMatrix4(matrixOf({ x: of.x, y: of.y, z: of.z, turn: of.turn, scale: of.size }))
  return paint(plain(geometry), color)
}

const shapes: Record<Ornament['kind'], (of: Ornament) => BufferGeometry[]> = {
  fountain: (of) => [
    part(of, new CylinderGeometry(2.6, 2.8, 0.7, 18), '#e9dfce', [0, 0.35, 0]),
    part(of, new CylinderGeometry(2.25, 2.25, 0.1, 18), of.color, [0, 0.72, 0]),
    part(of, new CylinderGeometry(0.35, 0.55, 1.7, 8), '#e9dfce', [0, 1.2, 0]),
    part(of, new CylinderGeometry(1.1, 0.5, 0.35, 12), '#bfe9ee', [0, 2.1, 0]),
  ],
  spire: (of) => [
    part(of, new ConeGeometry(0.84, 1.5, 4).rotateY(Math.PI / 4), of.color, [0, 0.75, 0]),
    part(of, new SphereGeometry(0.09, 8, 6), '#f2cc8f', [0, 1.58, 0]),
    ...[0, Math.PI / 2].map((turn) =>
      part(
        of,
        lean(new CylinderGeometry(0.29, 0.29, 1.06, 16), Math.PI / 2, 0).rotateY(turn),
        '#fffaf0',
        [0, -0.55, 0],
      ),
    ),
  ],
  dome: (of) => [
    part(of, new CylinderGeometry(1.06, 1.1, 0.5, 22), '#fdf8ee', [0, 0.2, 0]),
    part(of, new SphereGeometry(1, 22, 8, 0, Math.PI * 2, 0, Math.PI / 2), of.color, [0, 0.44, 0]),
    part(of, new ConeGeometry(0.12, 0.5, 8), '#f2cc8f', [0, 1.6, 0]),
  ],
  lighthouse,
  hill: (of) => {
    // For hills `turn` carries the height.
    const profile = Array.from({ length: 9 }, (_, ring) => {
      const away = 1 - ring / 8
      return new Vector2(of.size * away, of.turn * Math.cos((away * Math.PI) / 2) ** 1.35)
    })
    return [part({ ...of, size: 1, turn: 0 }, new LatheGeometry(profile, 26), of.color, [0, 0, 0])]
  },
  boat,
  bench: (of) => [
    part(of, new BoxGeometry(1.8, 0.12, 0.6), of.color, [0, 0.5, 0]),
    part(of, new BoxGeometry(1.8, 0.5, 0.1), of.color, [0, 0.85, -0.3]),
    part(of, new BoxGeometry(1.5, 0.5, 0.3), '#5b6172', [0, 0.25, 0]),
  ],
  'awning-pole': (of) => [part(of, new CylinderGeometry(0.06, 0.06, 2.2, 5), of.color, [0, 1.1, 0])],
  sign: (of) => [
    part(of, new BoxGeometry(0.16, 1.5, 0.16), '#8a6a4a', [0, 0.75, 0]),
    part(of, new BoxGeometry(1.9, 0.95, 0.14), '#fdf3e1', [0, 1.6, 0]),
    part(of, new BoxGeometry(1.3, 0.14, 0.18), of.color, [0, 1.72, 0]),
  ],
}

function lighthouse(of: Ornament): BufferGeometry[] {
  const bands = Array.from({ length: 6 }, (_, band) =>
    part(
      of,
      new CylinderGeometry(3.1 - (band + 1) * 0.24, 3.1 - band * 0.24, 4.2, 16),
      band % 2 === 0 ? '#f7f3ea' : of.color,
      [0, 2 + band * 4.2, 0],
    ),
  )
  return [
    ...bands,
    part(of, new CylinderGeometry(2.6, 2.6, 0.6, 16), '#475569', [0, 25.4, 0]),
    part(of, new CylinderGeometry(1.2, 1.2, 2.4, 12), '#fff1b8', [0, 26.8, 0]),
    part(of, new ConeGeometry(2, 2, 14), of.color, [0, 29, 0]),
  ]
}

function boat(of: Ornament): BufferGeometry[] {
  const bow = [0.25, 0.5, 0.75].map((share): [number, number] => [2 + share * 2.4, Math.sqrt(1 - share * share)])
  const starboard: [number, number][] = [[-2, 1], [2, 1], ...bow, [4.4, 0]]
  const port = starboard.slice(0, -1).map(([x, z]): [number, number] => [x, -z])
  const body = slab([...starboard, ...port.reverse()], 1).translate(0, 1, 0)
  return [
    part(of, body, of.color, [0, 0, 0]),
    part(of, new BoxGeometry(1.8, 1.1, 1.2), '#fdf8ee', [-0.6, 1.4, 0]),
    part(of, new CylinderGeometry(0.07, 0.07, 4.4, 5), '#8a6a4a', [1.1, 3, 0]),
    part(of, lean(new ConeGeometry(1.5, 3.2, 3, 1).scale(1, 1, 0.06), 0, 0), '#fffaf0', [0.2, 3.3, 0]),
  ]
}
