// The people: peg dolls, near with hair and arms, far as a few triangles. `aPart` tells the shader what it colours and moves.
import {
  BufferAttribute,
  type BufferGeometry,
  CircleGeometry,
  CylinderGeometry,
  IcosahedronGeometry,
  LatheGeometry,
  Vector2,
} from 'three'
import { merge, plain } from '../meshes/geometry.ts'

/** Values of `aPart`. */
const part = { body: 0, head: 1, hair: 2, leftArm: 3, rightArm: 4 } as const

const points = (profile: readonly (readonly [number, number])[]) => profile.map(([x, y]) => new Vector2(x, y))

/** About 170 triangles. */
export function nearFigure(): BufferGeometry {
  const body = points([
    [0.5, 0],
    [0.54, 0.26],
    [0.4, 0.98],
    [0.26, 1.36],
    [0, 1.42],
  ])
  const hair = points([
    [0.435, 1.72],
    [0.43, 1.92],
    [0.27, 2.16],
    [0, 2.2],
  ])
  const arm = (side: number) => {
    const geometry = new CylinderGeometry(0.1, 0.12, 0.66, 5, 1)
    geometry.rotateZ(side * 0.36)
    return geometry.translate(side * 0.44, 0.92, 0)
  }
  return merge([
    tagged(new LatheGeometry(body, 8), part.body),
    tagged(new IcosahedronGeometry(0.4, 1).translate(0, 1.76, 0), part.head),
    tagged(new LatheGeometry(hair, 7).translate(0, 0, -0.06), part.hair),
    tagged(arm(1), part.leftArm),
    tagged(arm(-1), part.rightArm),
  ])
}

/** About 50 triangles, for when the whole city is in view. */
export function farFigure(): BufferGeometry {
  const body = points([
    [0.52, 0],
    [0.5, 0.5],
    [0, 1.5],
  ])
  const hair = points([
    [0.42, 1.8],
    [0, 2.2],
  ])
  return merge([
    tagged(new LatheGeometry(body, 5), part.body),
    tagged(new IcosahedronGeometry(0.42, 0).translate(0, 1.76, 0), part.head),
    tagged(new LatheGeometry(hair, 5), part.hair),
  ])
}

/** The soft shadow under each. */
export function blobGeometry(): BufferGeometry {
  return plain(new CircleGeometry(1, 8).rotateX(-Math.PI / 2))
}

function tagged(geometry: BufferGeometry, value: number): BufferGeometry {
  const flat = plain(geometry)
  const tags = new Float32Array(flat.getAttribute('position').count).fill(value)
  flat.setAttribute('aPart', new BufferAttribute(tags, 1))
  return flat
}
