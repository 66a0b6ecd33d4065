// What a scenario's schema cannot say: footprints apart and inside, doors on edges, shelves of known goods, a bed for everybody.
import { buildingMaterials, type ScenarioBuilding, type ScenarioDistrict } from '@civitas/schema'
import type { Item } from './city.ts'
import { ScenarioError } from './scenario-error.ts'

/** Throws `ScenarioError` at the first contradiction. `path` names the district. */
export function checkDistrict(district: ScenarioDistrict, path: string, items: ReadonlyMap<string, Item>): void {
  district.buildings.forEach((building, i) => checkBuilding(building, district, `${path}.buildings.${i}`, items))
  checkApart(district.buildings, path)
  const homes = district.buildings.reduce((sum, building) => sum + building.homes, 0)
  if (homes < district.residents) {
    throw new ScenarioError(`${path}.residents`, `${district.residents} residents, but only ${homes} homes`)
  }
}

function checkBuilding(
  building: ScenarioBuilding,
  district: ScenarioDistrict,
  path: string,
  items: ReadonlyMap<string, Item>,
): void {
  const [x, y] = building.at
  const [width, depth] = building.size
  if (x < district.at[0] || y < district.at[1]) throw new ScenarioError(`${path}.at`, 'lies outside the district')
  if (x + width > district.at[0] + district.size[0] || y + depth > district.at[1] + district.size[1]) {
    throw new ScenarioError(`${path}.size`, 'reaches outside the district')
  }
  if (!onEdge(building)) throw new ScenarioError(`${path}.door`, "is not on the footprint's edge")
  if (building.jobs > 0 && !building.shift)
    throw new ScenarioError(`${path}.shift`, 'a building with jobs needs a shift')
  if (building.homes > building.capacity) throw new ScenarioError(`${path}.capacity`, 'is less than its homes')
  building.sells.forEach((shelf, i) => {
    if (!items.has(shelf.item)) throw new ScenarioError(`${path}.sells.${i}.item`, `no item is called ${shelf.item}`)
  })
  checkTrade(building, path, items)
  if (building.builds) checkBuilders(building, path, items)
}

/** Hands, and a shelf of each material that the city knows. */
function checkBuilders({ jobs, sells }: ScenarioBuilding, path: string, items: ReadonlyMap<string, Item>): void {
  if (jobs === 0) throw new ScenarioError(`${path}.jobs`, 'builders need hands: offer at least one job')
  for (const id of buildingMaterials) {
    if (items.has(id) && !sells.some(({ item }) => item === id))
      throw new ScenarioError(`${path}.sells`, `builders need ${id} on a shelf`)
  }
}

/** Goods come to a shelf in one way. */
function checkTrade({ sells, makes, imports }: ScenarioBuilding, path: string, items: ReadonlyMap<string, Item>): void {
  const twice = sells.findIndex(({ item }, i) => sells.findIndex((other) => other.item === item) < i)
  if (twice >= 0) throw new ScenarioError(`${path}.sells.${twice}.item`, 'has a shelf already')
  makes.forEach(({ item, from }, i) => {
    const first = makes.findIndex((other) => other.item === item)
    if (first < i) throw new ScenarioError(`${path}.makes.${i}.item`, `${item} is made in another way already`)
    if (!sells.some((shelf) => shelf.item === item)) {
      throw new ScenarioError(`${path}.makes.${i}.item`, `${item} is made here but not sold`)
    }
    from.forEach((part, j) => {
      if (!items.has(part.item)) {
        throw new ScenarioError(`${path}.makes.${i}.from.${j}.item`, `no item is called ${part.item}`)
      }
    })
  })
  imports.forEach((item, i) => {
    const field = `${path}.imports.${i}`
    if (!sells.some((shelf) => shelf.item === item)) {
      throw new ScenarioError(field, `the boat brings ${item}, but it is not sold here`)
    }
    if (makes.some((made) => made.item === item)) throw new ScenarioError(field, `${item} is made here already`)
  })
}

function onEdge({ at: [x, y], size: [width, depth], door: [doorX, doorY] }: ScenarioBuilding): boolean {
  const within = doorX >= x && doorX <= x + width && doorY >= y && doorY <= y + depth
  return within && (doorX === x || doorX === x + width || doorY === y || doorY === y + depth)
}

function checkApart(buildings: readonly ScenarioBuilding[], path: string): void {
  buildings.forEach((a, i) => {
    const other = buildings.slice(0, i).find((b) => overlap(a, b))
    const doorMate = buildings.slice(0, i).find((b) => a.door[0] === b.door[0] && a.door[1] === b.door[1])
    if (doorMate) throw new ScenarioError(`${path}.buildings.${i}.door`, `${a.id} shares its door with ${doorMate.id}`)
    if (other) throw new ScenarioError(`${path}.buildings.${i}.at`, `${a.id} stands on ${other.id}`)
  })
}

function overlap(a: ScenarioBuilding, b: ScenarioBuilding): boolean {
  const apartX = a.at[0] >= b.at[0] + b.size[0] || b.at[0] >= a.at[0] + a.size[0]
  const apartY = a.at[1] >= b.at[1] + b.size[1] || b.at[1] >= a.at[1] + a.size[1]
  return !apartX && !apartY
}
