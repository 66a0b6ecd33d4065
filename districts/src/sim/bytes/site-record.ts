// What is built on the plots, as bytes. It comes before the buildings: what stands there tells how their records look.
import type { ByteReader, ByteWriter } from '@civitas/kit'
import { raise } from '../people/sites.ts'
import type { Site, World } from '../world.ts'

const NOTHING = 0
const LAID_OUT = 1
const BUILT = 2

//   site ::= state:u8 [work:u8 planks:varint bricks:varint labourMs:f64 begunMs:f64 coins:f64]
export function writeSites(out: ByteWriter, { sites }: World): void {
  for (const site of sites) {
    out.u8(site ? (site.isBuilt ? BUILT : LAID_OUT) : NOTHING)
    if (!site) continue
    out.u8(site.work)
    out.varint(site.planks)
    out.varint(site.bricks)
    for (const value of [site.labourMs, site.begunMs, site.coins]) out.f64(value)
  }
}

export function readSites(input: ByteReader, world: World): void {
  for (const plot of world.map.plots) {
    const state = input.u8()
    if (state === NOTHING) continue
    const things = { work: input.u8(), planks: input.varint(), bricks: input.varint() }
    const measures = { labourMs: input.f64(), begunMs: input.f64(), coins: input.f64() }
    const site: Site = { ...things, ...measures, isBuilt: state === BUILT }
    world.sites[plot.index] = site
    if (site.isBuilt) raise(world, plot, site)
  }
}
