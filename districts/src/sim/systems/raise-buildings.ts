import { finishSite } from '../people/sites.ts'
import { announce } from '../people/raised.ts'
import type { World } from '../world.ts'

/** What owners build stands when all is done and enough days have passed, and all districts hear of it. */
export function raiseBuildings(world: World): void {
  for (const plot of world.map.plots) {
    const site = world.sites[plot.index]
    if (site && !site.isBuilt) finishSite(world, plot, site)
    if (site?.isBuilt && !site.isKnown) announce(world, plot, site)
  }
}
