// All walls as one instanced mesh of rounded boxes, all gables as a second one.
import {
  BoxGeometry,
  BufferGeometry,
  Color,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  MeshLambertMaterial,
} from 'three'
import { RoundedBoxGeometry } from 'three/examples/jsm/geometries/RoundedBoxGeometry.js'
import { buildingDepthMaterial, buildingMaterial } from '../materials/building.ts'
import { underTheSky } from '../materials/lying-snow.ts'
import type { Box, Gable } from '../plan/plan.ts'
import { geometryOf, matrixOf } from './geometry.ts'

const matrix = new Matrix4()
const color = new Color()

/** Boxes lower than this (hedges, steps, kerbs) are left out where few triangles are wanted, metres. */
const LOW = 1

/** `detail` 0 or 1: sharp edges and nothing low, or rounded edges with nine times the triangles. */
export function buildingsMesh(all: readonly Box[], detail: number): InstancedMesh {
  const boxes = detail > 0 ? all : all.filter(({ height }) => height >= LOW)
  const round = detail > 0
  const geometry = new BufferGeometry().copy(
    round ? new RoundedBoxGeometry(1, 1, 1, 1, 0.25) : new BoxGeometry(1, 1, 1),
  )
  geometry.deleteAttribute('uv')
  const mesh = new InstancedMesh(geometry, buildingMaterial(round), boxes.length)
  const size = new Float32Array(boxes.length * 3)
  const look = new Float32Array(boxes.length * 3)
  for (const [index, box] of boxes.entries()) {
    size.set([box.width, box.height, box.depth], index * 3)
    look.set([box.windows, (index * 37.7) % 101, box.roof], index * 3)
    mesh.setMatrixAt(index, matrixOf(box, matrix))
    mesh.setColorAt(index, color.set(box.color))
  }
  geometry.setAttribute('aSize', new InstancedBufferAttribute(size, 3))
  geometry.setAttribute('aLook', new InstancedBufferAttribute(look, 3))
  mesh.name = 'buildings'
  mesh.customDepthMaterial = buildingDepthMaterial(round)
  return shadowed(mesh)
}

export function gablesMesh(gables: readonly Gable[]): InstancedMesh {
  const geometry = prism()
  const mesh = new InstancedMesh(geometry, underTheSky(new MeshLambertMaterial()), gables.length)
  for (const [index, gable] of gables.entries()) {
    mesh.setMatrixAt(index, matrixOf({ ...gable, scale: [gable.width, gable.height, gable.depth] }, matrix))
    mesh.setColorAt(index, color.set(gable.color))
  }
  mesh.name = 'gables'
  return shadowed(mesh)
}

/** A roof of width, height and depth 1; its ridge runs along z. */
function prism(): BufferGeometry {
  const positions: number[] = []
  const triangle = (...corners: (readonly [number, number, number])[]) => positions.push(...corners.flat())
  for (const z of [0.5, -0.5]) {
    triangle([-0.5 * Math.sign(z), 0, z], [0.5 * Math.sign(z), 0, z], [0, 1, z])
  }
  for (const side of [1, -1]) {
    const eaves = [side * 0.5, 0, side * 0.5] as const
    const eavesEnd = [side * 0.5, 0, side * -0.5] as const
    triangle(eaves, eavesEnd, [0, 1, side * -0.5])
    triangle(eaves, [0, 1, side * -0.5], [0, 1, side * 0.5])
  }
  const geometry = geometryOf(positions, positions)
  geometry.computeVertexNormals()
  return geometry
}

function shadowed(mesh: InstancedMesh): InstancedMesh {
  mesh.castShadow = true
  mesh.receiveShadow = true
  mesh.frustumCulled = false
  return mesh
}
