// How far a building site is: what is lacking, what can be done now, and when it is ready.
import { must } from '@civitas/kit'
import { type BuildingMaterial, type Work, workNames, works } from '@civitas/schema'
import { DAY_MS, HOUR_MS } from '../limits.ts'
import type { Site, World } from '../world.ts'

export function workOf({ work }: Pick<Site, 'work'>): Work {
  return works[must(workNames[work], 'a work')]
}

/** Pieces that are still lacking; none of goods that the city does not know. */
export function lacking(world: World, site: Pick<Site, 'work' | BuildingMaterial>): Record<BuildingMaterial, number> {
  const plan = workOf(site)
  const of = (id: BuildingMaterial) => (world.city.itemById.has(id) ? Math.max(0, plan[id] - site[id]) : 0)
  return { planks: of('planks'), bricks: of('bricks') }
}

/** City milliseconds of work of one pair of hands, from the first to the last. */
export function labourOf(site: Pick<Site, 'work'>): number {
  return workOf(site).hours * HOUR_MS
}

/** 0 … 100. */
export function percentOf(site: Site): number {
  return Math.trunc((Math.min(site.labourMs, labourOf(site)) * 100) / labourOf(site))
}

/** Work goes no further than the materials at hand. */
export function hasWork(world: World, site: Site): boolean {
  return !site.isBuilt && site.labourMs < possibleMs(world, site)
}

/** All is there, done and dry. */
export function isReady(world: World, site: Site): boolean {
  const { planks, bricks } = lacking(world, site)
  if (site.isBuilt || planks + bricks > 0 || site.labourMs < labourOf(site)) return false
  return world.cityMs >= site.begunMs + workOf(site).days * DAY_MS
}

function possibleMs(world: World, site: Site): number {
  const { planks, bricks } = lacking(world, site)
  const plan = workOf(site)
  const all = plan.planks + plan.bricks
  return Math.trunc((labourOf(site) * (all - planks - bricks)) / all)
}
