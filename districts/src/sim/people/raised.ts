// What stands on plots, known all over the city: built-in minds go there from the next decision on, staff knows its hours at home.
import { must } from '@civitas/kit'
import { type Command, workNames } from '@civitas/schema'
import type { Building, Named, Plot } from '../city/city.ts'
import { builtOn } from '../city/lots.ts'
import { send } from '../tick-output.ts'
import type { Site, World } from '../world.ts'

/** Tells all other districts, once. */
export function announce(world: World, plot: Plot, site: Site): void {
  site.isKnown = true
  const work = must(workNames[site.work], 'a work')
  for (const { index } of world.city.districts) {
    if (index !== world.map.index) send(world, index, { kind: 'built', plot: plot.id, work })
  }
}

export function hearOf(world: World, { plot: id, work }: Extract<Command, { kind: 'built' }>): void {
  const plot = world.city.plotById.get(id)
  if (plot && plot.district !== world.map.index) noteRaised(world, plot, workNames.indexOf(work))
}

/** `work`: index of `workNames`. */
export function noteRaised({ city, raised }: World, { number }: Plot, work: number): void {
  const address = city.firstLot + number
  const lot = must(city.named[address], 'a lot') as Building // Lots are buildings.
  raised.set(address, { work, building: builtOn(city, lot, work) })
}

/** Anything with a name by its address, as it is known here. */
export function namedAt({ city, map, raised }: World, address: number): Named | undefined {
  const here = map.indexOf.get(address)
  return here === undefined ? (raised.get(address)?.building ?? city.named[address]) : map.buildings[here]
}

/** Grows whenever something new stands in the city as it is known here: maps of before are out of date. */
export function landRevision({ sites, raised }: World): number {
  let built = raised.size
  for (const site of sites) if (site?.isBuilt) built += 1
  return built
}
