// Which neighborhood a point or a named place lies in, from the scenario.
import type { Scenario } from '@civitas/schema'

type Point = readonly [x: number, y: number]

export class Places {
  private readonly neighborhoods: { id: string; district: string; at: Point; size: Point }[]
  private readonly byPlace = new Map<string, string>()
  /** Names of buildings, places and parks by id. */
  readonly names = new Map<string, string>()

  constructor(scenario: Pick<Scenario, 'districts'>) {
    this.neighborhoods = scenario.districts.flatMap(({ id: district, neighborhoods }) =>
      neighborhoods.map(({ id, at, size }) => ({ id, district, at, size })),
    )
    for (const district of scenario.districts) {
      for (const { id, name, at } of [...district.buildings, ...district.places, ...district.parks]) {
        this.names.set(id, name)
        const neighborhood = this.neighborhoodAt(district.id, at[0], at[1])
        if (neighborhood) this.byPlace.set(id, neighborhood)
      }
    }
  }

  /** @param x metres east, @param y metres south of the city's corner */
  neighborhoodAt(district: string, x: number, y: number): string | undefined {
    return this.neighborhoods.find(
      ({ district: home, at, size }) =>
        home === district && x >= at[0] && y >= at[1] && x < at[0] + size[0] && y < at[1] + size[1],
    )?.id
  }

  /** Of a building, place or park by id. */
  neighborhoodOfPlace(place: string): string | undefined {
    return this.byPlace.get(place)
  }
}
