// The first morning: everybody at a plausible place at 08:00.
import { hash32 } from '@civitas/kit'
import { settlersByDistrict, type Settler } from '../city/population.ts'
import type { City } from '../city/city.ts'
import { markAll } from '../bytes/encode.ts'
import { acquaintEverybody } from '../society/first-bonds.ts'
import { isWellOff } from '../economy/treasury.ts'
import { joinHousehold, purseOf } from '../economy/household.ts'
import { goInside, onShift } from './inside.ts'
import { FIRST_SAVINGS, FULL } from '../limits.ts'
import { payFromTreasury, transfer } from '../money.ts'
import { nodePoint, placeAt } from '../space/motion.ts'
import { runShops } from '../systems/run-shops.ts'
import { strikePoses } from '../systems/strike-poses.ts'
import type { Resident } from './resident.ts'
import { addResident, createEmptyWorld, type World, type WorldSettings } from '../world.ts'
import { PURPOSE } from '../purposes.ts'

/** Percent of those with a job who are on their way already. */
const ON_THE_WAY = 30

/** A district at tick 0 of day 1, 08:00, with the scenario's residents in it. */
export function createWorld(city: City, districtIndex: number, seed: number, settings: WorldSettings): World {
  const world = createEmptyWorld(city, districtIndex, seed, settings)
  runShops(world)
  const everybody = settlersByDistrict(city, seed)
  for (const settler of everybody[districtIndex] ?? []) settle(world, settler)
  for (const settlers of everybody) signOn(world, settlers)
  acquaintEverybody(world)
  strikePoses(world)
  markAll(world)
  return world
}

/** Everybody who has a job in this district, wherever they live, is on its firm's roster. */
function signOn(world: World, settlers: readonly Settler[]): void {
  for (const { number, job } of settlers) {
    const firm = world.buildings[job - world.map.firstAddress]?.firm
    if (job >= 0 && firm) firm.staff.push({ resident: number, came: true, missed: 0, unpaid: false })
  }
}

function settle(world: World, { number, home, job, household }: Settler): void {
  const resident = addResident(world, number, world.map.spawnNode)
  resident.home = home
  resident.job = job
  if (household !== 0) joinHousehold(world, resident, household)
  const purse = purseOf(world, resident)
  if (purse && isWellOff(world)) transfer(world.treasury, purse, FIRST_SAVINGS)
  payFromTreasury(world, resident, world.city.scenario.startingCoins)
  const draw = (purpose: number, bound: number) => hash32(world.seed, 0, number, purpose) % bound
  resident.energy = FULL - draw(PURPOSE.need, FULL / 10)
  resident.hunger = FULL - draw(PURPOSE.need + 100, FULL / 3)
  resident.social = FULL - draw(PURPOSE.need + 200, FULL / 2)
  resident.purpose = FULL - draw(PURPOSE.need + 300, FULL / 2)
  const bread = world.city.items.find((item) => item.filling > 0)
  if (bread) resident.inventory[bread.index] = draw(PURPOSE.breakfast, 3)
  place(world, resident, draw(PURPOSE.stroll, 100))
  world.output.changed.add(resident)
}

/** At work if it is in this district and the shift runs, else at home, or some way along from home to work. */
function place(world: World, resident: Resident, luck: number): void {
  const { map, motion } = world
  const home = map.buildings[resident.home - map.firstAddress]
  const job = map.buildings[resident.job - map.firstAddress]
  if (job && onShift(world, job) && luck >= ON_THE_WAY) return goInside(world, resident, job)
  if (home && (!job || luck >= ON_THE_WAY)) return goInside(world, resident, home)
  if (!home || !job) return
  const { net } = map
  let node = home.node
  // As many corners along as the draw says, never quite there.
  for (let corner = luck % 6; corner >= 0; corner--) {
    const next = net.to[net.next[node * net.nodes + job.node] ?? 0] ?? node
    if (next === job.node) break
    node = next
  }
  placeAt(motion, net, resident.slot, nodePoint(net, node))
}
