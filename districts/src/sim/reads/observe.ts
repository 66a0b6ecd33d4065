// What one agent may perceive now: its surroundings, never the whole world. Names and texts are joined by who delivers it.
import { integerRoot, must } from '@civitas/kit'
import { agentIdOf, type RawObservation, skills, UNITS_PER_METRE } from '@civitas/schema'
import { actionRules } from '../actions/index.ts'
import { activityName } from '../people/pastimes.ts'
import type { Building, Named } from '../city/city.ts'
import { cityTime, dayOf, minuteOfDay } from '../clock.ts'
import type { Appointment } from '../society/appointments.ts'
import { weightOf } from '../society/bonds.ts'
import type { Debt } from '../society/debts.ts'
import { purchasePrice, shelvesOf } from '../people/counter.ts'
import { quotesOf, workSiteOf } from '../economy/builders.ts'
import { purseOf, rentOf } from '../economy/household.ts'
import { vacanciesOf } from '../economy/roster.ts'
import { isOpen } from '../people/inside.ts'
import { ownerOf, plotsWithin } from '../people/land.ts'
import { askedFor } from '../people/sale.ts'

import {
  HEARD_TICKS,
  MINUTE_MS,
  MINUTES_PER_DAY,
  NEARBY_PLACES_MAX,
  NEARBY_PLOT_METRES,
  NEARBY_PLOTS_MAX,
  NEED_GRAIN,
  SHELF_METRES,
} from '../limits.ts'
import { RELATIONSHIPS_SHOWN } from '../limits/people.ts'
import { incidentsHeard } from './incidents.ts'
import { isBuilding, nearestPlaces, whereabouts } from '../space/places.ts'
import { idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'

/** A pure read; call it right after `settle`. `undefined`: the agent is not in this district. */
export function observe(world: World, number: number): RawObservation | undefined {
  const resident = world.byNumber.get(number)
  if (!resident) return undefined
  return {
    agent_id: idOf(resident),
    tick: world.tick,
    seq: resident.seq,
    location: locationOf(world, resident),
    visible_agents: visibleAgents(world, resident),
    messages: messagesOf(world, resident),
    environment: {
      city_time: cityTime(world.cityMs),
      day: dayOf(world.cityMs),
      minute_of_day: minuteOfDay(world.cityMs),
      weather: world.weather,
      ...incidentsHeard(world),
      nearby_places: nearbyPlaces(world, resident),
      ...nearbyPlots(world, resident),
    },
    self: selfOf(world, resident),
    available_actions: availableActions(world, resident),
  }
}

function locationOf(world: World, resident: Resident): RawObservation['location'] {
  const place = whereabouts(world, resident).id
  const x = (world.motion.x[resident.slot] ?? 0) / UNITS_PER_METRE
  const y = (world.motion.y[resident.slot] ?? 0) / UNITS_PER_METRE
  return { district: world.map.id, place, ...(resident.building >= 0 && { building: place }), x, y }
}

function visibleAgents(world: World, resident: Resident): RawObservation['visible_agents'] {
  return world.index.nearestTo(world, resident).map(({ other, squared }) => {
    return { agent_id: idOf(other), distance_m: metres(squared), activity: activityName(other) }
  })
}

function messagesOf(world: World, resident: Resident): RawObservation['messages'] {
  const heard = resident.stream?.heard.filter(({ tick }) => world.tick - tick < HEARD_TICKS) ?? []
  return heard.map(({ from, ...heard }) => ({ from: agentIdOf(from), ...heard }))
}

function nearbyPlaces(world: World, resident: Resident): RawObservation['environment']['nearby_places'] {
  return nearestPlaces(world, resident, NEARBY_PLACES_MAX).map(({ named, squared }) => {
    return nearbyPlace(world, resident, named, metres(squared))
  })
}

/** Outdoors, and only where there are any. */
function nearbyPlots(world: World, resident: Resident): Pick<RawObservation['environment'], 'nearby_plots'> {
  if (resident.building >= 0) return {}
  const near = plotsWithin(world, resident, NEARBY_PLOT_METRES).slice(0, NEARBY_PLOTS_MAX)
  if (near.length === 0) return {}
  return {
    nearby_plots: near.map(({ plot, squared }) => {
      const owner = ownerOf(world, plot)
      const owned = owner === undefined ? {} : { owner: agentIdOf(owner) }
      const asked = askedFor(world, resident, plot)
      const terms = {
        price: asked ?? plot.price,
        ...(owner !== undefined && asked !== undefined && { for_sale: true }),
      }
      return { plot: plot.id, ...terms, distance_m: metres(squared), ...owned }
    }),
  }
}

function nearbyPlace(world: World, resident: Resident, named: Named, distance: number) {
  const { id, name, kind } = named
  const place = { place: id, name, kind, distance_m: distance }
  if (!isBuilding(named)) return { ...place, open: true }
  const hands = vacanciesOf(world, named)
  const door = { open: isOpen(world, named), ...(hands > 0 && { hiring: hands }) }
  const builds = resident.building === named.index ? quotesOf(world, named) : undefined
  const offers = { ...door, ...(builds && { builds }) }
  const legible = resident.building < 0 ? distance <= SHELF_METRES : resident.building === named.index
  if (named.shelves.length === 0 || !legible) return { ...place, ...offers }
  return { ...place, ...offers, sells: waresOf(world, named) }
}

function waresOf(world: World, building: Building) {
  const shelves = shelvesOf(buildingOf(world, building.index))
  return shelves.map((ware) => {
    const { shelf, price, stock } = ware
    return { item: shelf.item.id, price, stock, pays: purchasePrice(ware) }
  })
}

function selfOf(world: World, resident: Resident): RawObservation['self'] {
  const home = world.city.named[resident.home]?.id
  const job = world.city.named[resident.job]
  const workSite = workSiteOf(world, resident)?.plot.id
  const inventory: Record<string, number> = {}
  for (const item of world.city.items) {
    const count = resident.inventory[item.index] ?? 0
    if (count > 0) inventory[item.id] = count
  }
  return {
    coins: resident.coins,
    energy: percent(resident.energy),
    hunger: percent(resident.hunger),
    social: percent(resident.social),
    purpose: percent(resident.purpose),
    activity: activityName(resident),
    inventory,
    ...(home && { home }),
    ...(job && { job: job.id }),
    ...(job && isBuilding(job) && { shift: [job.shiftFrom, job.shiftTo] as [number, number] }),
    ...(workSite && { work_site: workSite }),
    ...householdOf(world, resident),
    ...learned(resident),
    ...promises(world, resident),
    ...relationships(resident),
    ...(resident.hurtMs > 0 && { hurt_minutes: Math.trunc(resident.hurtMs / MINUTE_MS) + 1 }),
    ...(resident.plots.length > 0 && { plots: resident.plots.map((plot) => must(world.city.plots[plot], 'plot').id) }),
  }
}

/** Its purse lies where the home is. */
function householdOf(world: World, resident: Resident): Pick<RawObservation['self'], 'household'> {
  const household = purseOf(world, resident)
  if (!household) return {}
  const { coins: purse, arrears: owed, members } = household
  return { household: { purse, rent: rentOf(world, household), owed, members: members.length } }
}

function learned(resident: Resident): Pick<RawObservation['self'], 'skills'> {
  const known = skills.flatMap((skill, index) => {
    const level = resident.skills[index] ?? 0
    return level > 0 ? [[skill, percent(level)] as const] : []
  })
  return known.length > 0 ? { skills: Object.fromEntries(known) } : {}
}

/** Appointments, debts and claims: each only where there are any. */
function promises(world: World, { appointments, debts, claims }: Resident): Partial<RawObservation['self']> {
  const owed = ({ other, coins, dueDay }: Debt) => ({ agent_id: agentIdOf(other), amount: coins, due_day: dueDay })
  return {
    ...(appointments.length > 0 && { appointments: appointments.map((one) => appointmentOf(world, one)) }),
    ...(debts.length > 0 && { debts: debts.map(owed) }),
    ...(claims.length > 0 && { claims: claims.map(owed) }),
  }
}

function appointmentOf(world: World, { with: other, place, due, isAgreed, isMine }: Appointment) {
  const when = { day: Math.trunc(due / MINUTES_PER_DAY) + 1, minute_of_day: due % MINUTES_PER_DAY }
  const status = isAgreed ? ('agreed' as const) : ('asked' as const)
  const where = world.city.named[place]?.id ?? ''
  return { agent_id: agentIdOf(other), place: where, ...when, status, ...(isMine && { by_you: true }) }
}

/** The heaviest bonds first, of either sign. */
function relationships({ bonds }: Resident): Pick<RawObservation['self'], 'relationships'> {
  if (bonds.length === 0) return {}
  const foremost = bonds.toSorted((a, b) => weightOf(b) - weightOf(a) || a.other - b.other)
  return {
    relationships: foremost.slice(0, RELATIONSHIPS_SHOWN).map((bond) => {
      const { other, familiarity, affection, trust, standing } = bond
      const met = { ...(bond.isFamily && { family: true }), ...(bond.metDay > 0 && { last_met_day: bond.metDay }) }
      return { agent_id: agentIdOf(other), familiarity, affection, trust, standing, ...met }
    }),
  }
}

/** Nothing while fainted: the body acts again when it wakes. */
function availableActions(world: World, resident: Resident): RawObservation['available_actions'] {
  if (resident.activity === 'fainted') return []
  return actionRules.flatMap(({ name, targets }) => {
    const possible = targets(world, resident)
    return possible ? [{ action: name, targets: possible, schema_ref: `/api/v1/actions#${name}` }] : []
  })
}

/** 0 … 100, one decimal. */
function percent(need: number): number {
  return Math.trunc(need / (NEED_GRAIN * 10)) / 10
}

/** From squared 1/16 m, one decimal. */
function metres(squared: number): number {
  return Math.trunc((integerRoot(squared) * 10) / UNITS_PER_METRE) / 10
}
