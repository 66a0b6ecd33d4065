// The cars as one instanced mesh, and all rails as another one.
import {
  BoxGeometry,
  BufferAttribute,
  type BufferGeometry,
  CylinderGeometry,
  DynamicDrawUsage,
  InstancedMesh,
  type Mesh,
  MeshLambertMaterial,
  PlaneGeometry,
  type WebGLProgramParametersWithUniforms,
} from 'three'
import { RoundedBoxGeometry } from 'three/examples/jsm/geometries/RoundedBoxGeometry.js'
import { shared } from '../materials/uniforms.ts'
import { matrixOf, merge, paint, plain, still } from '../meshes/geometry.ts'
import type { Pose } from './way.ts'

const colours = {
  side: '#c8513b',
  band: '#fdf3df',
  glass: '#5d7c93',
  lamp: '#fff0c4',
  iron: '#4b5060',
  roof: '#e6dccb',
}
const CAR = { length: 10.6, width: 2.4 }
/** Metres: rails of one track apart, how wide one is drawn, and above the ground. */
const RAIL = { apart: 1.3, width: 0.2, y: 0.1, colour: '#5b6172' }
/** Two points of a track nearer than this are one, metres. */
const JOINT = 0.05

/** `detail` 0 or 1: boxes, or rounded ones. */
export function tramsMesh(count: number, detail: number): InstancedMesh {
  const mesh = new InstancedMesh(carGeometry(detail), carMaterial(), count)
  mesh.instanceMatrix.setUsage(DynamicDrawUsage)
  mesh.frustumCulled = false
  mesh.castShadow = true
  mesh.receiveShadow = true
  mesh.name = 'trams'
  return mesh
}

/** A car that looks the same from both ends; its middle at the origin, along x. */
function carGeometry(detail: number): BufferGeometry {
  const { length, width } = CAR
  const box = (size: readonly [number, number, number], y: number, colour: string, lit = 0, x = 0) => {
    const made = detail > 0 ? new RoundedBoxGeometry(...size, 1, Math.min(...size) * 0.3) : new BoxGeometry(...size)
    return part(made.translate(x, y, 0), colour, lit)
  }
  const ends = [-1, 1].flatMap((end) => [
    box([2.6, 0.5, width - 0.9], 0.42, colours.iron, 0, end * length * 0.28),
    box([0.12, 0.34, 0.5], 1.05, colours.lamp, 1.6, end * (length / 2 - 0.02)),
    box([0.1, 1.1, width - 0.7], 2.3, colours.glass, 0.5, end * (length / 2 - 0.12)),
  ])
  // The pantograph: a bow on a pole.
  const pole = new CylinderGeometry(0.05, 0.05, 0.9, 4).translate(0, 3.95, 0)
  return merge([
    box([length, 1.3, width], 1.15, colours.side),
    box([length - 0.1, 1.5, width - 0.08], 2.45, colours.band),
    ...[-3.7, -1.25, 1.25, 3.7].map((x) => box([1.9, 0.95, width + 0.04], 2.4, colours.glass, 0.9, x)),
    box([length - 0.7, 0.4, width - 0.3], 3.35, colours.roof),
    part(pole, colours.iron, 0),
    box([0.14, 0.1, 1.5], 4.4, colours.iron),
    ...ends,
  ])
}

/** `lit`: how much it shines at night. */
function part(geometry: BufferGeometry, colour: string, lit: number): BufferGeometry {
  const flat = paint(plain(geometry), colour)
  const count = flat.getAttribute('position').count
  return flat.setAttribute('aLit', new BufferAttribute(new Float32Array(count).fill(lit), 1))
}

function carMaterial(): MeshLambertMaterial {
  const material = new MeshLambertMaterial({ vertexColors: true })
  material.onBeforeCompile = (shader: WebGLProgramParametersWithUniforms) => {
    Object.assign(shader.uniforms, shared)
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', '#include <common>\nattribute float aLit;\nvarying float vLit;')
      .replace('#include <begin_vertex>', '#include <begin_vertex>\nvLit = aLit;')
    shader.fragmentShader = shader.fragmentShader
      .replace(
        '#include <common>',
        '#include <common>\nvarying float vLit;\nuniform float uNight;\nuniform vec3 uGlow;',
      )
      .replace('#include <opaque_fragment>', 'outgoingLight += uGlow * vLit * uNight;\n#include <opaque_fragment>')
  }
  return material
}

/** Two rails along each closed track. */
export function railsMesh(tracks: readonly (readonly Pose[])[]): Mesh {
  const pieces = tracks.flatMap((track) =>
    track.flatMap((from, index) => railPieces(from, track[(index + 1) % track.length] ?? from)),
  )
  return still('rails', merge(pieces), new MeshLambertMaterial({ vertexColors: true }), { cast: false })
}

function railPieces(from: Pose, to: Pose): BufferGeometry[] {
  const [dx, dz] = [to.x - from.x, to.z - from.z]
  const length = Math.hypot(dx, dz)
  if (length < JOINT) return []
  const turn = Math.atan2(-dz, dx)
  const [x, z] = [(from.x + to.x) / 2, (from.z + to.z) / 2]
  return [-1, 1].map((side) => {
    const off = (side * RAIL.apart) / 2
    const strip = new PlaneGeometry(length + RAIL.width, RAIL.width).rotateX(-Math.PI / 2)
    strip.applyMatrix4(matrixOf({ x: x + Math.sin(turn) * off, y: RAIL.y, z: z + Math.cos(turn) * off, turn }))
    return paint(plain(strip), RAIL.colour)
  })
}
