// Everything that stands still: made once from the plan, a few draw calls in all.
import { useFrame } from '@react-three/fiber'
import { useMemo } from 'react'
import { Mesh, PlaneGeometry } from 'three'
import { shared } from './materials/uniforms.ts'
import { waterMaterial } from './materials/water.ts'
import { buildingsMesh, gablesMesh } from './meshes/buildings.ts'
import { groundMesh } from './meshes/ground.ts'
import { ornamentsMesh } from './meshes/ornaments.ts'
import { cloudsMesh, lampLightMesh, lampsMesh } from './meshes/sky-and-lamps.ts'
import { treesMesh } from './meshes/trees.ts'
import type { View } from './view.ts'

/** Edge of the sea's plane and how far it lies below the ground, metres. */
const SEA = 9_000
const SEA_LEVEL = -1.7

export function Ground({ view }: { view: View }) {
  return <primitive object={useMemo(() => groundMesh(view.plan, view.quality), [view])} />
}

export function Water({ view }: { view: View }) {
  const sea = useMemo(() => {
    const mesh = new Mesh(new PlaneGeometry(SEA, SEA).rotateX(-Math.PI / 2), waterMaterial(view.plan.islands))
    mesh.position.y = SEA_LEVEL
    mesh.name = 'water'
    return mesh
  }, [view])
  return <primitive object={sea} />
}

export function Buildings({ view }: { view: View }) {
  const walls = useMemo(() => buildingsMesh(view.plan.boxes, view.quality.detail), [view])
  const roofs = useMemo(() => gablesMesh(view.plan.gables), [view])
  return (
    <>
      <primitive object={walls} />
      <primitive object={roofs} />
    </>
  )
}

export function Trees({ view }: { view: View }) {
  const { plan, quality } = view
  const round = useMemo(() => treesMesh(plan.trees, 'round', quality.detail), [plan, quality])
  const pines = useMemo(() => treesMesh(plan.trees, 'pine', quality.detail), [plan, quality])
  return (
    <>
      <primitive object={round} />
      <primitive object={pines} />
    </>
  )
}

/** By night the lamps throw light; by day that layer is not drawn. */
export function Lamps({ view }: { view: View }) {
  const posts = useMemo(() => lampsMesh(view.plan.lamps, view.quality.detail), [view])
  const light = useMemo(() => lampLightMesh(view.plan.lamps), [view])
  useFrame(() => {
    light.visible = shared.uNight.value > 0.05
  })
  return (
    <>
      <primitive object={posts} />
      <primitive object={light} />
    </>
  )
}

export function Ornaments({ view }: { view: View }) {
  return <primitive object={useMemo(() => ornamentsMesh(view.plan.ornaments), [view])} />
}

export function Sky({ view }: { view: View }) {
  return <primitive object={useMemo(() => cloudsMesh(view.plan.clouds), [view])} />
}
