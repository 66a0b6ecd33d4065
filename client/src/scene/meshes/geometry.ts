// Small helpers to paint, place and merge geometries into one mesh.
import { BufferAttribute, BufferGeometry, Color, Euler, Matrix4, type Material, Mesh, Quaternion, Vector3 } from 'three'
import { must } from '@civitas/kit/assert'
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js'

const color = new Color()

/** Drops the index and texture coordinates, so that geometries of all makes merge. */
export function plain(geometry: BufferGeometry): BufferGeometry {
  const flat = geometry.index ? geometry.toNonIndexed() : geometry
  flat.deleteAttribute('uv')
  return flat
}

/** Gives all vertices one colour. */
export function paint(geometry: BufferGeometry, css: string): BufferGeometry {
  const count = geometry.getAttribute('position').count
  const colors = new Float32Array(count * 3)
  color.set(css)
  for (let vertex = 0; vertex < count; vertex++) color.toArray(colors, vertex * 3)
  geometry.setAttribute('color', new BufferAttribute(colors, 3))
  return geometry
}

export interface Placement {
  x: number
  y: number
  z: number
  turn?: number
  scale?: number | readonly [number, number, number]
}

const up = new Vector3(0, 1, 0)
const turned = new Quaternion()
const scaled = new Vector3()
const moved = new Vector3()

/** The matrix of a placement; shared target unless one is given. */
export function matrixOf({ x, y, z, turn = 0, scale = 1 }: Placement, target = new Matrix4()): Matrix4 {
  if (typeof scale === 'number') scaled.setScalar(scale)
  else scaled.set(...scale)
  return target.compose(moved.set(x, y, z), turned.setFromAxisAngle(up, turn), scaled)
}

/** Leans a geometry by angles about x and z before it is placed. */
export function lean(geometry: BufferGeometry, aboutX: number, aboutZ: number): BufferGeometry {
  return geometry.applyMatrix4(new Matrix4().makeRotationFromEuler(new Euler(aboutX, 0, aboutZ)))
}

/**
 * A slab with this convex outline: its top at height 0, its sides down to `thickness`, no bottom.
 * The outline runs counter-clockwise seen from above (x east, z south).
 */
export function slab(outline: readonly (readonly [number, number])[], thickness: number): BufferGeometry {
  const positions: number[] = []
  const normals: number[] = []
  const first = must(outline[0], 'an outline has points')
  for (const [index, [x, z]] of outline.entries()) {
    const [nextX, nextZ] = must(outline[(index + 1) % outline.length], 'the next point')
    positions.push(first[0], 0, first[1], x, 0, z, nextX, 0, nextZ)
    normals.push(0, 1, 0, 0, 1, 0, 0, 1, 0)
    const length = Math.hypot(nextX - x, nextZ - z)
    if (length < 1e-6) continue
    const outward = [-(nextZ - z) / length, 0, (nextX - x) / length]
    positions.push(
      x,
      0,
      z,
      x,
      -thickness,
      z,
      nextX,
      -thickness,
      nextZ,
      x,
      0,
      z,
      nextX,
      -thickness,
      nextZ,
      nextX,
      0,
      nextZ,
    )
    for (let vertex = 0; vertex < 6; vertex++) normals.push(...outward)
  }
  return geometryOf(positions, normals)
}

/** A geometry without index from flat arrays of positions and normals. */
export function geometryOf(positions: readonly number[], normals: readonly number[]): BufferGeometry {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3))
  geometry.setAttribute('normal', new BufferAttribute(new Float32Array(normals), 3))
  return geometry
}

export function merge(parts: BufferGeometry[]): BufferGeometry {
  const merged = mergeGeometries(parts)
  for (const part of parts) part.dispose()
  return merged
}

/** A mesh that never moves. */
export function still(name: string, geometry: BufferGeometry, material: Material, shadows: { cast: boolean }): Mesh {
  const mesh = new Mesh(geometry, material)
  mesh.name = name
  mesh.castShadow = shadows.cast
  mesh.receiveShadow = true
  mesh.matrixAutoUpdate = false
  return mesh
}
