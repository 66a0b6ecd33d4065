// What a household does with its money, once a day: members bring part of what they have, rent is paid, the rest is spent on the home.
import { hash32 } from '@civitas/kit'
import type { ItemKind } from '@civitas/schema'
import { dayOf } from '../clock.ts'
import {
  BRING_PERCENT,
  COMFORT_COINS,
  DRAW_BELOW,
  ERRAND_DAYS,
  ERRANDS_MAX,
  POCKET_COINS,
  SHELF_LEFT_PERCENT,
  SPEND_PERCENT,
} from '../limits.ts'
import { transfer } from '../money.ts'
import { payOwner } from '../people/sites.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { dueSoon, owedBy } from '../society/debts.ts'
import { countSale, stateOf } from './firm.ts'
import { type Household, joinHousehold, householdOf, purseOf, rentOf } from './household.ts'
import { PURPOSE } from '../purposes.ts'

/** Before dawn, when people are at home: who has more than pocket money puts it into the purse, who is short takes from it. */
export function shareBudgets(world: World): void {
  for (const resident of world.residents) {
    const household = purseOf(world, resident) ?? founded(world, resident)
    if (!household) continue
    if (resident.streamed) payShare(world, resident, household)
    else if (resident.coins > POCKET_COINS + owedBy(resident)) {
      const beyond = resident.coins - POCKET_COINS - owedBy(resident)
      transfer(resident, household, Math.trunc((beyond * BRING_PERCENT) / 100))
    } else drawPocketMoney(world, resident, dueSoon(world, resident))
  }
}

/** Whoever lives here from before there were households founds one. */
function founded(world: World, resident: Resident): Household | undefined {
  const home = world.map.buildings[world.map.indexOf.get(resident.home) ?? -1]
  if (!home || resident.household !== 0) return undefined
  joinHousehold(world, resident, householdOf(home, 0))
  return purseOf(world, resident)
}

/** Who is minded from outside keeps its coins, and pays its part of the rent and of what is owed. */
function payShare(world: World, resident: Resident, household: Household): void {
  const due = Math.trunc((rentOf(world, household) + household.arrears) / household.members.length)
  transfer(resident, household, Math.min(resident.coins, Math.max(0, due - household.coins)))
}

/** From the purse of one's household, up to what is needed for a day, and what has to be paid back. */
export function drawPocketMoney(world: World, resident: Resident, due = 0): void {
  const household = purseOf(world, resident)
  const needed = DRAW_BELOW + due
  if (!household || resident.coins >= needed) return
  const share = Math.trunc(household.coins / household.members.length)
  transfer(household, resident, Math.min(needed - resident.coins, share))
}

/** Rent for a day, to the treasury, or to whoever owns the plot. What the purse does not hold is owed. */
export function chargeRent(world: World): void {
  for (const household of world.households.values()) {
    const due = rentOf(world, household) + household.arrears
    const paid = Math.min(due, household.coins)
    const wasOwed = household.arrears
    const plot = world.map.buildings[household.home]?.plot
    if (plot) payOwner(world, plot, household, paid)
    else transfer(household, world.treasury, paid)
    household.arrears = due - paid
    if (household.arrears > wasOwed) tellOfArrears(world, household)
  }
}

function tellOfArrears(world: World, { home, arrears, members }: Household): void {
  const building = world.map.buildings[home]?.id ?? ''
  for (const number of members) {
    const resident = world.byNumber.get(number)
    if (resident) emit(world, { type: 'rent_owed', agent_id: idOf(resident), building, coins: arrears }, resident)
  }
}

interface Offer {
  building: number
  row: number
}

/** In the afternoon, each family every few days: what it has beyond its comfort goes into things for the home, bought in its district. */
export function runErrands(world: World): void {
  const day = dayOf(world.cityMs)
  const shelves = [offersOf(world, 'goods'), offersOf(world, 'food')]
  let [pieces, coins] = [0, 0]
  for (const [number, household] of world.households) {
    if ((day + number) % ERRAND_DAYS !== 0) continue
    const first = hash32(world.seed, day, number, PURPOSE.errand)
    for (const offers of shelves) {
      const bought = goRound(world, household, { offers, first })
      pieces += bought.pieces
      coins += bought.coins
    }
  }
  if (pieces > 0) emit(world, { type: 'households_shopped', pieces, coins })
}

/** From one shelf to another, a piece of each, as long as there are coins beyond the comfort. */
function goRound(
  world: World,
  household: Household,
  { offers, first }: { offers: readonly Offer[]; first: number },
): { pieces: number; coins: number } {
  const beyond = household.coins - COMFORT_COINS * household.members.length
  let budget = Math.trunc((beyond * SPEND_PERCENT) / 100)
  const bought = { pieces: 0, coins: 0 }
  for (let at = 0; at < Math.min(ERRANDS_MAX, offers.length) && budget > 0; at++) {
    const offer = offers[(first + at) % offers.length]
    const price = offer ? buyForHome(world, household, offer, budget) : 0
    budget -= price
    bought.coins += price
    if (price > 0) bought.pieces += 1
  }
  return bought
}

function offersOf({ map }: World, kind: ItemKind): Offer[] {
  return map.buildings.flatMap(({ index, shelves }) =>
    shelves.flatMap(({ item }, row) => (item.kind === kind ? [{ building: index, row }] : [])),
  )
}

/** Coins that one piece cost; 0 when it is too dear or there are too few. */
function buyForHome(world: World, household: Household, { building: index, row }: Offer, budget: number): number {
  const building = world.map.buildings[index]
  const shelf = building?.shelves[row]
  if (!building || !shelf) return 0
  const state = stateOf(world, building)
  const [stock, price] = [state.stock[row] ?? 0, state.prices[row] ?? 0]
  const kept = shelf.item.kind === 'food' ? Math.trunc((shelf.restock * SHELF_LEFT_PERCENT) / 100) : 0
  if (price > budget || stock <= kept) return 0
  transfer(household, state, price)
  state.stock[row] = stock - 1
  countSale(state, row, 1, price)
  world.output.changedBuildings.add(index)
  return price
}
