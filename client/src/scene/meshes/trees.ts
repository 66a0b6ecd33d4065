// Two kinds of tree, instanced: trunk and crown are one geometry, the crown takes the instance's colour.
import {
  BufferAttribute,
  type BufferGeometry,
  Color,
  ConeGeometry,
  CylinderGeometry,
  IcosahedronGeometry,
  InstancedMesh,
  Matrix4,
  MeshLambertMaterial,
  Vector3,
} from 'three'
import { underTheSky } from '../materials/lying-snow.ts'
import type { Tree } from '../plan/plan.ts'
import { matrixOf, merge, paint, plain } from './geometry.ts'

/** With `detail` 0, at most every third tree is drawn, and no more than about this many. */
const THINNED = { every: 3, most: 600 }

/** `detail` 0 or 1: subdivisions of the crowns. */
export function treesMesh(trees: readonly Tree[], kind: Tree['kind'], detail: number): InstancedMesh {
  const every = detail > 0 ? 1 : Math.max(THINNED.every, Math.ceil(trees.length / THINNED.most))
  const chosen = trees.filter((tree, index) => tree.kind === kind && index % every === 0)
  const geometry = kind === 'round' ? roundTree(detail) : pineTree()
  const mesh = new InstancedMesh(geometry, underTheSky(new MeshLambertMaterial({ vertexColors: true })), chosen.length)
  const matrix = new Matrix4()
  const color = new Color()
  for (const [index, tree] of chosen.entries()) {
    mesh.setMatrixAt(index, matrixOf({ ...tree, turn: tree.x * 7 }, matrix))
    color.set(tree.color)
    mesh.setColorAt(index, kind === 'pine' ? color.multiplyScalar(0.78) : color)
  }
  mesh.name = kind === 'round' ? 'trees' : 'pines'
  mesh.castShadow = true
  mesh.receiveShadow = true
  mesh.frustumCulled = false
  return mesh
}

function roundTree(detail: number): BufferGeometry {
  const crowns = [crown(1.25, 2.35, 1.08, detail)]
  if (detail > 0) crowns.push(crown(0.8, 3.15, 1, detail))
  return merge([trunk(1.3), ...crowns])
}

function pineTree(): BufferGeometry {
  const cone = (radius: number, height: number, y: number) =>
    paint(plain(new ConeGeometry(radius, height, 7, 1).translate(0, y, 0)), '#dfe8dc')
  return merge([trunk(1), cone(1.25, 2.1, 1.9), cone(0.95, 1.9, 3), cone(0.6, 1.5, 4)])
}

function trunk(height: number): BufferGeometry {
  return paint(plain(new CylinderGeometry(0.16, 0.24, height, 5, 1, true).translate(0, height / 2, 0)), '#b58a66')
}

/** A ball with smooth normals, darker below. */
function crown(radius: number, y: number, tall: number, detail: number): BufferGeometry {
  const geometry = plain(new IcosahedronGeometry(radius, detail))
  geometry.scale(1, tall, 1)
  const position = geometry.getAttribute('position')
  const normal = geometry.getAttribute('normal')
  const colors = new Float32Array(position.count * 3)
  const outward = new Vector3()
  for (let vertex = 0; vertex < position.count; vertex++) {
    outward.fromBufferAttribute(position, vertex).normalize()
    normal.setXYZ(vertex, outward.x, outward.y, outward.z)
    const light = 0.72 + 0.33 * (position.getY(vertex) / (radius * tall) / 2 + 0.5)
    colors.set([light, light, light * 0.96], vertex * 3)
  }
  geometry.setAttribute('color', new BufferAttribute(colors, 3))
  return geometry.translate(0, y, 0)
}
