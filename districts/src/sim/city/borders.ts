// Where districts meet: points that the paths of both touch, and which of them to take towards which district. [HND]
import { must } from '@civitas/kit'
import type { Crossing, DistrictMap } from './city.ts'
import type { NavGraph } from './nav-graph.ts'

/** Fills `crossings` and `towards` of every district. */
export function joinDistricts(districts: readonly DistrictMap[]): void {
  for (const map of districts) map.crossings = districts.flatMap((other) => (other === map ? [] : meetings(map, other)))
  for (const map of districts) map.towards = districts.map((goal) => (goal === map ? -1 : wayTo(districts, map, goal)))
}

/** In the order of this district's nodes. */
function meetings({ net }: DistrictMap, other: DistrictMap): Crossing[] {
  const theirs = new Map<string, number>()
  for (let node = 0; node < other.net.nodes; node++) theirs.set(pointAt(other.net, node), node)
  const crossings: Crossing[] = []
  for (let node = 0; node < net.nodes; node++) {
    const there = theirs.get(pointAt(net, node))
    if (there !== undefined) crossings.push({ district: other.index, node, there })
  }
  return crossings
}

/** The first crossing of a way over the fewest borders; -1 when there is none. */
function wayTo(districts: readonly DistrictMap[], from: DistrictMap, goal: DistrictMap): number {
  // Backwards from the goal, border by border, until a neighbour of `from` is reached.
  const reached = new Set([goal.index])
  for (let before = 0; reached.size > before;) {
    before = reached.size
    const crossing = from.crossings.findIndex(({ district }) => reached.has(district))
    if (crossing >= 0) return crossing
    const wave = Array.from(reached)
    for (const index of wave) {
      for (const { district } of must(districts[index], 'district').crossings) reached.add(district)
    }
  }
  return -1
}

function pointAt(net: NavGraph, node: number): string {
  return `${net.nodeX[node]},${net.nodeY[node]}`
}
