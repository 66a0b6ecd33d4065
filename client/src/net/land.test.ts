// What owners build, on the map and in the scene.
import { must } from '@civitas/kit/assert'
import { describe, expect, it } from 'vitest'
import { shippedMap } from '../../test/maps.ts'
import { layLots } from '../scene/plan/lots.ts'
import { findBuilding, placeName, placePoint } from './city-map.ts'
import { builtOn, type LivePlot, platesOf, putOnMap } from './land.ts'

const map = shippedMap()
const plots = map.districts.flatMap((district) => district.plots) as LivePlot[]
const [first, second] = [must(plots[0], 'a plot'), must(plots[1], 'a plot')]
const told: LivePlot[] = [
  { ...first, owner: 'a7', work: 'house', percent: 100, built: true },
  { ...second, owner: 'a8', work: 'kiosk', percent: 40 },
  ...plots.slice(2),
]

describe('land', () => {
  it('holds a building that lies on its plot', () => {
    for (const plot of told) {
      const building = builtOn(plot)
      if (!building) continue
      expect(building.id).toBe(plot.id)
      for (const axis of [0, 1] as const) {
        expect(building.at[axis]).toBeGreaterThanOrEqual(plot.at[axis])
        expect(building.at[axis] + building.size[axis]).toBeLessThanOrEqual(plot.at[axis] + plot.size[axis])
      }
    }
    expect(builtOn(must(told[2], 'a plot'))).toBeUndefined()
  })

  it('is drawn as it is: a house stands, a site grows, an empty plot is not there', () => {
    const plan = layLots(map, told)
    expect(plan.footprints.map(({ id }) => id)).toEqual([first.id, second.id])
    expect(plan.gables.length).toBeGreaterThan(0)
    const later = layLots(
      map,
      told.map((plot) => (plot.id === second.id ? { ...plot, percent: 90 } : plot)),
    )
    const top = ({ footprints }: typeof plan) => must(footprints[1], 'a site').top
    // The scaffolding is as high from the first day on; the walls within it grow, and beams come last.
    expect(top(later)).toBe(top(plan))
    const high = ({ boxes }: typeof plan) => boxes.map(({ y, height }) => y + height)
    // A sign stands on each that is to be had, and on no other.
    expect(plan.ornaments.map(({ kind }) => kind)).toEqual(plots.slice(2).map(() => 'sign'))
    expect(high(later).length).toBeGreaterThan(high(plan).length)
    expect(high(later).reduce((sum, one) => sum + one, 0)).toBeGreaterThan(
      high(plan).reduce((sum, one) => sum + one, 0),
    )
  })

  it('is called as its owner calls it: in the feed, on the map, and on a plate above it', () => {
    const here = shippedMap()
    expect(placeName(here, second.id)).toMatch(/^Land in /)
    const named = told.map((plot) => (plot.work ? { ...plot, name: `Chez ${plot.id}` } : plot))
    putOnMap(here, named)
    expect(findBuilding(here, first.id)?.building.name).toBe(`Chez ${first.id}`)
    expect(placeName(here, second.id)).toBe(`Chez ${second.id}`)
    expect(platesOf(named).map(({ id }) => id)).toEqual([first.id, second.id])
    const [, site] = platesOf(named)
    expect(placePoint(here, second.id)).toEqual([site?.x, site?.z])
    putOnMap(here, told)
    expect(findBuilding(here, first.id)?.building.name).toBe('House')
    expect(placeName(here, second.id)).toMatch(/^Land in /)
    expect(platesOf(told)).toEqual([])
  })

  it('puts a building on the map once', () => {
    const here = shippedMap()
    putOnMap(here, told)
    putOnMap(here, told)
    expect(findBuilding(here, first.id)?.building).toMatchObject({ name: 'House', kind: 'house' })
    expect(here.districts.flatMap(({ buildings }) => buildings).filter(({ id }) => id === first.id)).toHaveLength(1)
    expect(findBuilding(here, second.id)).toBeUndefined()
  })
})
