// What owners build: sites that grow, and the houses, kiosks and cafés that stand in the end; signs where land is for sale. Read anew whenever a fact tells of them.
import { useEffect, useState } from 'react'
import type { InstancedMesh, Mesh } from 'three'
import { type LivePlot, platesOf, putOnMap, readPlots } from '../net/land.ts'
import { buildingsMesh, gablesMesh } from './meshes/buildings.ts'
import { ornamentsMesh } from './meshes/ornaments.ts'
import { layLots } from './plan/lots.ts'
import type { View } from './view.ts'

/** Facts after which land may look otherwise. */
const NEWS: ReadonlySet<string> = new Set([
  'building_begun',
  'materials_brought',
  'builders_hired',
  'materials_delivered',
  'builders_left',
  'building_finished',
  'plot_claimed',
  'plot_sold',
  'plot_offered',
  'plot_released',
  'plot_named',
])
/** How often sites are looked at while nothing is told, ms: they grow slowly. */
const LOOK_EVERY_MS = 30_000

export function Lots({ view }: { view: View }) {
  const [meshes, setMeshes] = useState<(Mesh | InstancedMesh)[]>([])
  useEffect(() => watch(view, setMeshes), [view])
  useEffect(() => () => meshes.forEach(({ geometry }) => geometry.dispose()), [meshes])
  return meshes.map((mesh) => <primitive key={mesh.uuid} object={mesh} />)
}

/** Returns the function that ends it. */
function watch(view: View, show: (meshes: (Mesh | InstancedMesh)[]) => void): () => void {
  let gone = false
  let shown = ''
  const look = async () => {
    // Without an answer what is on show stays.
    const plots = await readPlots().catch(() => undefined)
    const told = JSON.stringify(plots)
    if (gone || !plots || told === shown) return
    shown = told
    putOnMap(view.city.map, plots)
    view.plates = platesOf(plots)
    show(meshesOf(view, plots))
  }
  void look()
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  const end = view.city.onFacts((facts) => {
    if (facts.some(({ type }) => NEWS.has(type))) void look()
  })
  return () => {
    gone = true
    clearInterval(timer)
    end()
  }
}

function meshesOf({ plan, city, quality }: View, plots: readonly LivePlot[]): (Mesh | InstancedMesh)[] {
  const { boxes, gables, ornaments, footprints } = layLots(city.map, plots)
  const fresh = new Set(footprints.map(({ id }) => id))
  plan.footprints = [...plan.footprints.filter(({ id }) => !fresh.has(id)), ...footprints]
  return [
    ...(boxes.length > 0 ? [buildingsMesh(boxes, quality.detail)] : []),
    ...(gables.length > 0 ? [gablesMesh(gables)] : []),
    ...(ornaments.length > 0 ? [ornamentsMesh(ornaments)] : []),
  ]
}
