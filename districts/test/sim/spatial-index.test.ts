// Whom one perceives and who is nearest, against looking at everybody.
import { hash32, must } from '@civitas/kit'
import { UNITS_PER_METRE } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { goInside, goOutside } from '../../src/sim/people/inside.ts'
import { companionOf, freeInside } from '../../src/sim/reads/neighbours.ts'
import { perceives, squaredDistance } from '../../src/sim/space/spatial-index.ts'
import { placeAt } from '../../src/sim/space/motion.ts'
import type { Resident } from '../../src/sim/people/resident.ts'
import { addResident, createEmptyWorld, type World } from '../../src/sim/world.ts'
import { SETTINGS, tiny } from './stage.ts'

const CROWD = 400

const awake = ({ isAwake }: Resident) => isAwake

/** People all over the net, two in five inside, one in five of all asleep; numbers do not follow slots. */
function crowdedWorld(seed: number): World {
  const world = createEmptyWorld(tiny, 0, seed, SETTINGS)
  const { net, buildings } = world.map
  const draw = (of: number, purpose: number, bound: number) => hash32(seed, 0, of, purpose) % bound
  for (let count = 1; count <= CROWD; count++) {
    const resident = addResident(world, 1 + draw(count, 1, 1_000_000_000), 0)
    const edge = draw(count, 2, net.length.length)
    placeAt(world.motion, net, resident.slot, { edge, progress: draw(count, 3, (net.length[edge] ?? 0) + 1) })
    if (draw(count, 4, 5) === 0) resident.activity = 'sleeping'
    if (draw(count, 5, 5) < 2) goInside(world, resident, must(buildings[draw(count, 6, buildings.length)], 'building'))
  }
  return world
}

function awakeBeside(world: World, resident: Resident): Set<number> {
  const seen = world.residents.filter(
    (other) => other !== resident && other.isAwake && perceives(world, resident, other),
  )
  return new Set(seen.map(({ number }) => number))
}

function trulyNearest(world: World, resident: Resident, metres: number): number | undefined {
  const reach = (metres * UNITS_PER_METRE) ** 2
  const near = world.residents
    .filter((other) => other !== resident && other.isAwake && perceives(world, resident, other))
    .map((other) => ({ number: other.number, squared: squaredDistance(world, resident, other) }))
    .filter(({ squared }) => squared <= reach)
  return near.toSorted((a, b) => a.squared - b.squared || a.number - b.number)[0]?.number
}

describe('the spatial index', () => {
  it.each([1, 2, 3])('finds somebody beside one, also after doors have opened and shut (seed %i)', (seed) => {
    const world = crowdedWorld(seed)
    const { buildings } = world.map
    for (const [turn, resident] of world.residents.entries()) {
      const [one, among] = [world.index.anyBeside(world, resident, turn * 31, awake), awakeBeside(world, resident)]
      expect(one === undefined ? among.size === 0 : among.has(one.number)).toBe(true)
      if (resident.building >= 0) {
        const inside = world.residents.filter(({ building }) => building === resident.building)
        expect(world.index.inside(world, resident.building)).toEqual(inside)
      }
      const mover = must(world.residents[(turn * 7) % CROWD], 'resident')
      if (mover.building >= 0) goOutside(world, mover)
      else goInside(world, mover, must(buildings[turn % buildings.length], 'building'))
    }
  })

  it('lets the 50 nearest who are awake hear an utterance, of those equally near the ones with lower numbers', () => {
    const world = crowdedWorld(4)
    const tavern = must(world.map.buildings[3], 'building')
    for (const resident of world.residents.slice(0, 120)) if (resident.building < 0) goInside(world, resident, tavern)
    for (const speaker of world.residents) {
      const truly = world.residents
        .filter((other) => other !== speaker && other.isAwake && perceives(world, speaker, other))
        .map((other) => [squaredDistance(world, speaker, other), other.number])
        .toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d)
      const heard = world.index.hearersOf(world, speaker).map(({ number }) => number)
      expect(heard).toEqual(truly.slice(0, 50).map(([, number]) => number))
    }
    expect(Math.max(...world.residents.map((one) => awakeBeside(world, one).size))).toBeGreaterThan(50)
  })

  it('finds the lowest numbers of a crowd that stands at one point, whoever came before', () => {
    const world = crowdedWorld(6)
    const outdoors = world.residents.filter(({ building }) => building < 0)
    for (const { slot } of outdoors.slice(0, 150)) placeAt(world.motion, world.map.net, slot, { edge: 0, progress: 0 })
    world.index.forget()
    for (const one of outdoors.slice(0, 150)) {
      const others = outdoors.slice(0, 150).filter((other) => other !== one && other.isAwake)
      const lowest = others.map(({ number }) => number).toSorted((a, b) => a - b)
      const suits = (slot: number) => must(world.residents[slot], 'resident').isAwake
      expect(world.index.nearestOutdoors(world, one, 6, suits)?.number).toBe(lowest[0])
      expect(world.index.hearersOf(world, one).map(({ number }) => number)).toEqual(lowest.slice(0, 50))
    }
  })

  it.each([1, 2, 3])(
    'finds the nearest who is awake, of two equally near the one with the lower number (seed %i)',
    (seed) => {
      const world = crowdedWorld(seed)
      const suits = (slot: number) => must(world.residents[slot], 'resident').isAwake
      for (const metres of [6, 25]) {
        for (const resident of world.residents.filter(({ building }) => building < 0)) {
          const expected = trulyNearest(world, resident, metres)
          expect(world.index.nearestOutdoors(world, resident, metres, suits)?.number).toBe(expected)
        }
      }
    },
  )

  it('finds company in a house: anybody else there who is awake and free, and nobody where there is none', () => {
    const world = crowdedWorld(1)
    const free = freeInside(world)
    for (const resident of world.residents.filter(({ building }) => building >= 0)) {
      const others = awakeBeside(world, resident)
      const found = companionOf(world, resident, free)
      expect(found === undefined ? others.size === 0 : others.has(found.number)).toBe(true)
    }
  })

  it('takes another one of a house with another draw', () => {
    const world = crowdedWorld(1)
    const tavern = must(world.map.buildings[3], 'building')
    for (const resident of world.residents.slice(0, 60)) if (resident.building < 0) goInside(world, resident, tavern)
    const guest = must(world.index.inside(world, 3)[0], 'a guest')
    const found = Array.from({ length: 60 }, (_, draw) => world.index.anyBeside(world, guest, draw, awake)?.number)
    expect(new Set(found).size).toBeGreaterThan(20)
  })

  it('[DET-1] gives the same answers however it came to the same world', () => {
    const [one, other] = [crowdedWorld(5), crowdedWorld(5)]
    const asked = must(other.residents[9], 'resident')
    other.index.anyBeside(other, asked, 0, awake)
    for (const world of [one, other]) world.index.forget()
    const numbers = (world: World) => {
      return world.residents.map((resident, draw) => world.index.anyBeside(world, resident, draw, awake)?.number)
    }
    expect(numbers(one)).toEqual(numbers(other))
  })
})
