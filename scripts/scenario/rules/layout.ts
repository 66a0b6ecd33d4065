// Ids, names, and things inside what they belong to.
import type { Scenario } from '@civitas/schema'
import type { Fault } from '../fault.ts'
import { contains, holds, overlaps, rectOf } from '../geometry.ts'

interface Labelled {
  path: string
  label: string
}

/** Districts, items, neighborhoods, parks, plots and trams; the loader looks after buildings and places. */
export function idsAreUnique(scenario: Scenario): Fault[] {
  const { districts, items, trams = [] } = scenario
  const ids = (path: string, list: readonly { id: string }[]) =>
    list.map(({ id }, i): Labelled => ({ path: `${path}.${i}.id`, label: id }))
  const groups = [
    ids('districts', districts),
    ids('items', items),
    ids('trams', trams),
    districts.flatMap(({ neighborhoods }, d) => ids(`districts.${d}.neighborhoods`, neighborhoods)),
    districts.flatMap(({ parks }, d) => ids(`districts.${d}.parks`, parks)),
    districts.flatMap(({ plots }, d) => ids(`districts.${d}.plots`, plots)),
  ]
  const remedy = 'choose another id'
  return groups.flatMap((group) =>
    repeated(group).map(({ path, label }) => ({ path, problem: `the id ${label} is used twice`, remedy })),
  )
}

/** Residents and visitors ask for places by name. */
export function namesAreUnique({ districts }: Scenario): Fault[] {
  const names = districts.flatMap(({ buildings, places }, d) => [
    ...buildings.map(({ name }, i) => ({ path: `districts.${d}.buildings.${i}.name`, label: name })),
    ...places.map(({ name }, i) => ({ path: `districts.${d}.places.${i}.name`, label: name })),
  ])
  return repeated(names).map(({ path, label }) => {
    return { path, problem: `"${label}" is the name of something else already`, remedy: 'choose another name' }
  })
}

export function thingsLieInside({ size, districts }: Scenario): Fault[] {
  const city = { x0: 0, y0: 0, x1: size[0], y1: size[1] }
  return districts.flatMap((district, d) => {
    const ground = rectOf(district)
    const path = `districts.${d}`
    const other = districts.slice(0, d).find((before) => overlaps(rectOf(before), ground))
    const faults: Fault[] = []
    if (other)
      faults.push({ path: `${path}.at`, problem: `lies on ${other.id}`, remedy: 'move one of the two districts' })
    if (!contains(city, ground))
      faults.push({ path: `${path}.size`, problem: 'reaches outside the city', remedy: 'enlarge `size` of the city' })
    const outside = (field: string) => {
      return { path: `${path}.${field}`, problem: 'lies outside the district', remedy: 'move it inside, or shorten it' }
    }
    if (!holds(ground, district.spawn)) faults.push(outside('spawn'))
    for (const kind of ['neighborhoods', 'parks', 'plots'] as const) {
      district[kind].forEach((area, i) => {
        if (!contains(ground, rectOf(area))) faults.push(outside(`${kind}.${i}.size`))
      })
    }
    district.paths.forEach(({ from, to }, i) => {
      if (!holds(ground, from)) faults.push(outside(`paths.${i}.from`))
      if (!holds(ground, to)) faults.push(outside(`paths.${i}.to`))
    })
    district.places.forEach(({ at }, i) => {
      if (!holds(ground, at)) faults.push(outside(`places.${i}.at`))
    })
    return faults
  })
}

/** All but the first of each label. */
function repeated(list: readonly Labelled[]): Labelled[] {
  const seen = new Set<string>()
  return list.filter(({ label }) => {
    const known = seen.has(label)
    seen.add(label)
    return known
  })
}
