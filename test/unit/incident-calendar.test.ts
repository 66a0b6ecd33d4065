// Which incidents the calendar draws: from seed, day and scenario alone.
import { readScenario } from '@civitas/districts/scenario-file'
import { calendarOf, DAYS_PER_YEAR, hideouts, incidentKinds, type Scenario, searchedPlaces } from '@civitas/schema'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entriesOf, planCalendar } from '@civitas/server/orchestrator/world-events/calendar'
import { incidentOn } from '@civitas/server/orchestrator/world-events/incidents'

const scenario = await readScenario('default')
const ids = new Set(
  scenario.districts.flatMap(({ buildings, places }) => [...buildings, ...places].map(({ id }) => id)),
)
const kindOf = new Map(
  scenario.districts.flatMap(({ buildings }) => buildings.map(({ id, kind }) => [id, kind] as const)),
)

function year(seed: number) {
  return Array.from({ length: DAYS_PER_YEAR }, (_, at) => incidentOn(at + 1, { seed, scenario }))
}

describe('the incidents of the calendar', () => {
  it('[DET-1] name places of the city, within the day, and are the same for the same seed and day', () => {
    const days = fc.integer({ min: 1, max: 3_000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), days, (seed, day) => {
        const planned = incidentOn(day, { seed, scenario })
        expect(incidentOn(day, { seed, scenario })).toEqual(planned)
        if (!planned) return
        const { minute, event } = planned
        expect(minute).toBeGreaterThanOrEqual(0)
        expect(minute).toBeLessThan(1440)
        expect(ids).toContain(event.place)
        if (event.incident === 'lost_child') expect(ids).toContain(event.hidden)
        if (event.incident === 'strike') expect([...kindOf.values()]).toContain(event.trade)
      }),
    )
  })

  it('come every day or two, every kind of them in a year, and a festival on each holiday', () => {
    for (const seed of [1, 2, 3]) {
      const planned = year(seed)
      const happened = planned.filter((one) => one !== undefined)
      expect(happened.length).toBeGreaterThan(DAYS_PER_YEAR / 2)
      expect(happened.length).toBeLessThan(DAYS_PER_YEAR * 0.85)
      expect(new Set(happened.map(({ event }) => event.incident)).size).toBe(incidentKinds.length)
      planned.forEach((one, at) => {
        if (calendarOf(at + 1).holiday) expect(one?.event.incident).toBe('festival')
      })
    }
  })

  it('burn homes now and then, but no clinic and no fire station', () => {
    const burnt = Array.from({ length: 20 }, (_, seed) => year(seed))
      .flat()
      .flatMap((one) => (one?.event.incident === 'fire' ? [kindOf.get(one.event.place) ?? ''] : []))
    const homes = burnt.filter((kind) => kind === 'house' || kind === 'flats')
    expect(homes.length).toBeGreaterThan(burnt.length / 10)
    expect(homes.length).toBeLessThan(burnt.length / 2)
    for (const kind of burnt) expect(['clinic', 'firehouse']).not.toContain(kind)
  })

  it('hide a child where children hide, and where it is searched for', () => {
    const places = new Map(scenario.districts.flatMap((one) => one.places.map(({ id, kind }) => [id, kind] as const)))
    const hidden = Array.from({ length: 20 }, (_, seed) => year(seed))
      .flat()
      .flatMap((one) => (one?.event.incident === 'lost_child' ? [places.get(one.event.hidden ?? '') ?? ''] : []))
    expect([...new Set(hidden)].toSorted()).toEqual(hideouts.toSorted())
    expect(searchedPlaces).toEqual(expect.arrayContaining(hidden))
  })

  it('are told to every district under a name of the day; without a scenario there are none', () => {
    const districts = scenario.districts.map(({ id }) => id)
    const plan = planCalendar(1, districts, scenario)
    const entries = Array.from({ length: 20 }, (_, at) => entriesOf(at + 1, plan)).flat()
    const incidents = entries.filter(({ event }) => event.kind === 'incident')
    expect(incidents.length).toBeGreaterThan(5)
    for (const { id, targets } of incidents) {
      expect(id).toMatch(/^calendar\/(fire|festival|blackout|strike|lost_child)\/\d+$/)
      expect(targets).toEqual(districts)
    }
    const none = entriesOf(1, planCalendar(1, districts, undefined))
    expect(none.filter(({ event }) => event.kind === 'incident')).toEqual([])
  })

  it('where nothing could burn, nothing burns', () => {
    const bare: Scenario = {
      ...scenario,
      districts: scenario.districts.map((one) => ({ ...one, buildings: [], places: [] })),
    }
    const planned = Array.from({ length: 200 }, (_, at) => incidentOn(at + 1, { seed: 1, scenario: bare }))
    expect(planned.filter(Boolean)).toEqual([])
  })
})
