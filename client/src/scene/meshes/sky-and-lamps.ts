// Clouds, street lamps and the light that lamps throw on the ground.
import {
  CylinderGeometry,
  InstancedMesh,
  IcosahedronGeometry,
  Matrix4,
  Mesh,
  MeshLambertMaterial,
  PlaneGeometry,
  SphereGeometry,
} from 'three'
import { lampLightMaterial, lampMaterial } from '../materials/lamp.ts'
import { lampIron } from '../palette.ts'
import type { CityPlan, Lamp } from '../plan/plan.ts'
import { merge, paint, plain } from './geometry.ts'

/** Puffs of a cloud: offset and radius. */
const PUFFS = [
  [0, 0, 0, 13],
  [13, -2.5, 2, 9.5],
  [-13, -2, 1, 10],
  [5, 4, -4, 9],
  [-22, -4, 3, 6.5],
  [22, -4.5, 0, 6],
] as const

export function cloudsMesh(clouds: CityPlan['clouds']): Mesh {
  const puffs = clouds.flatMap(({ x, y, z, size }) =>
    PUFFS.map(([dx, dy, dz, radius]) => {
      const puff = new SphereGeometry(radius, 14, 9)
      puff.scale(size, size * 0.62, size * 0.8)
      return plain(puff.translate(x + dx * size, y + dy * size, z + dz * size))
    }),
  )
  const material = new MeshLambertMaterial({ color: '#ffffff', emissive: '#ffffff', emissiveIntensity: 0.1 })
  const mesh = new Mesh(merge(puffs), material)
  mesh.name = 'clouds'
  return mesh
}

/** `detail` 0 or 1: subdivisions of the globes. */
export function lampsMesh(lamps: readonly Lamp[], detail: number): InstancedMesh {
  const post = paint(plain(new CylinderGeometry(0.07, 0.1, 3, 5, 1, true).translate(0, 1.5, 0)), lampIron)
  const globe = paint(plain(new IcosahedronGeometry(0.34, detail).translate(0, 3.1, 0)), '#fff0c4')
  return atLamps('lamps', new InstancedMesh(merge([post, globe]), lampMaterial(), lamps.length), lamps, 0)
}

export function lampLightMesh(lamps: readonly Lamp[]): InstancedMesh {
  const disc = new PlaneGeometry(2, 2).rotateX(-Math.PI / 2)
  const mesh = new InstancedMesh(disc, lampLightMaterial(), lamps.length)
  mesh.renderOrder = 2
  return atLamps('lamp light', mesh, lamps, 0.16)
}

function atLamps(name: string, mesh: InstancedMesh, lamps: readonly Lamp[], y: number): InstancedMesh {
  const matrix = new Matrix4()
  for (const [index, lamp] of lamps.entries()) mesh.setMatrixAt(index, matrix.makeTranslation(lamp.x, y, lamp.z))
  mesh.name = name
  mesh.frustumCulled = false
  return mesh
}
