// Plots in the scene: what is built stands, what is laid out grows behind stakes and boards. Pure.
import { builtOn, type LivePlot } from '../../net/land.ts'
import type { CityMap } from '../../net/city-map.ts'
import { buildHouses } from './houses.ts'
import { type CityPlan, emptyPlan, rectOf, roofKinds, windows } from './plan.ts'

/** Height of a site when it is laid out, and of what is added until it is done, metres. */
const RISES = { from: 0.4, by: 3 }
const TIMBER = '#c89f6a'
const BRICK = '#b5674f'

export function layLots(map: CityMap, plots: readonly LivePlot[]): CityPlan {
  const plan = emptyPlan(rectOf([0, 0], map.size))
  for (const [look, district] of map.districts.entries()) {
    const here = plots.filter(({ id }) => district.plots.some((plot) => plot.id === id))
    const standing = here.flatMap((plot) => (plot.built ? (builtOn(plot) ?? []) : []))
    buildHouses(plan, standing, look)
    for (const plot of here) if (!plot.built) laySite(plan, plot)
  }
  return plan
}

/** Stakes at the corners, and walls that rise with the work. */
function laySite(plan: CityPlan, plot: LivePlot): void {
  const building = builtOn(plot)
  if (!building) return
  const { x0, x1, z0, z1 } = rectOf(building.at, building.size)
  const plain = { y: 0, turn: 0, windows: windows.none, roof: roofKinds.plain }
  const height = RISES.from + (RISES.by * (plot.percent ?? 0)) / 100
  const [x, z] = [(x0 + x1) / 2, (z0 + z1) / 2]
  plan.boxes.push({ ...plain, x, z, width: x1 - x0, height, depth: z1 - z0, color: BRICK })
  for (const [cornerX, cornerZ] of [
    [x0, z0],
    [x1, z0],
    [x0, z1],
    [x1, z1],
  ] as const) {
    plan.boxes.push({ ...plain, x: cornerX, z: cornerZ, width: 0.5, height: 4.2, depth: 0.5, color: TIMBER })
  }
  plan.footprints.push({ id: plot.id, name: building.name, x0, z0, x1, z1, top: height })
}
