// Tram lines run where there are paths, and stop where there are stops.
import type { Scenario } from '@civitas/schema'
import type { Fault } from '../fault.ts'
import { distanceTo, type Piece, samples } from '../geometry.ts'

const STEP = 2
/** Rails lie this near to a path, metres. */
const BESIDE = 0.5
/** A stop lies on the line, but for the last digits of a division, metres. */
const ON_LINE = 1e-6

export function tramsRunOnPaths({ districts, trams = [] }: Scenario): Fault[] {
  const paths = districts.flatMap((district) => district.paths)
  const places = districts.flatMap((district) => district.places)
  return trams.flatMap(({ line, stops }, t) => {
    const legs = line.slice(1).map((to, i): Piece => ({ from: line[i] ?? to, to }))
    const astray = legs.flatMap((leg, i): Fault[] => {
      const off = samples(leg, STEP).find((at) => paths.every((path) => distanceTo(path, at) > BESIDE))
      if (!off) return []
      const problem = `the way there leaves the paths at ${off.map(Math.round).join(', ')}`
      return [{ path: `trams.${t}.line.${i + 1}`, problem, remedy: 'let the line follow streets and bridges' }]
    })
    const missed = stops.flatMap((id, s): Fault[] => {
      const stop = places.find((place) => place.id === id && place.kind === 'stop')
      const path = `trams.${t}.stops.${s}`
      if (!stop)
        return [{ path, problem: `no place of kind stop is called ${id}`, remedy: 'add the stop to a district' }]
      if (legs.some((leg) => distanceTo(leg, stop.at) < ON_LINE)) return []
      return [{ path, problem: `${id} is not on the line`, remedy: 'move the stop, or lead the line past it' }]
    })
    return [...astray, ...missed]
  })
}
