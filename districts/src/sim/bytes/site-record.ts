// What is built on the plots, as bytes. It comes before the buildings: what stands there tells how their records look.
import { type ByteReader, type ByteWriter, must } from '@civitas/kit'
import { noteRaised } from '../people/raised.ts'
import { raise, setRent } from '../people/sites.ts'
import type { Site, World } from '../world.ts'
import { readWords, writeWords } from './resident-record.ts'

const NOTHING = 0
const LAID_OUT = 1
const BUILT = 2
const KNOWN = 3

//   deed ::= price:varint rent:varint (one more) named:u8 [words]
//   site ::= state:u8 [work:u8 planks:varint bricks:varint labourMs:f64 begunMs:f64 coins:f64]
export function writeSites(out: ByteWriter, { sites, deeds }: World): void {
  for (const { price, rent, words } of deeds) {
    out.varint(price)
    out.varint(rent + 1)
    out.u8(words ? 1 : 0)
    if (words) writeWords(out, words)
  }
  for (const site of sites) {
    out.u8(site ? stateOf(site) : NOTHING)
    if (!site) continue
    out.u8(site.work)
    out.varint(site.planks)
    out.varint(site.bricks)
    for (const value of [site.labourMs, site.begunMs, site.coins]) out.f64(value)
  }
}

//   raised ::= count:varint (plot:varint work:u8) × count
export function writeRaised(out: ByteWriter, { raised, city }: World): void {
  out.varint(raised.size)
  for (const [address, { work }] of raised) {
    out.varint(address - city.firstLot)
    out.u8(work)
  }
}

export function readRaised(input: ByteReader, world: World): void {
  for (let left = input.varint(); left > 0; left--) {
    noteRaised(world, must(world.city.plots[input.varint()], 'a plot'), input.u8())
  }
}

//   contracts ::= count:varint (plot:varint builders:varint price:varint owed:varint fromMs:f64 hiredMs:f64) × count
export function writeContracts(out: ByteWriter, { sites }: World): void {
  out.varint(sites.filter((site) => site?.contract).length)
  sites.forEach((site, plot) => {
    if (!site?.contract) return
    const { builders, price, owed, fromMs, hiredMs } = site.contract
    for (const value of [plot, builders, price, owed]) out.varint(value)
    out.f64(fromMs)
    out.f64(hiredMs)
  })
}

export function readContracts(input: ByteReader, { sites }: World): void {
  for (let left = input.varint(); left > 0; left--) {
    const site = must(sites[input.varint()], 'a site')
    const terms = { builders: input.varint(), price: input.varint(), owed: input.varint() }
    site.contract = { ...terms, fromMs: input.f64(), hiredMs: input.f64() }
  }
}

function stateOf({ isBuilt, isKnown }: Site): number {
  return isKnown ? KNOWN : isBuilt ? BUILT : LAID_OUT
}

export function readSites(input: ByteReader, world: World): void {
  world.deeds = world.deeds.map(() => {
    const [price, rent] = [input.varint(), input.varint() - 1]
    return { price, rent, words: input.u8() === 1 ? readWords(input) : undefined }
  })
  for (const plot of world.map.plots) {
    const state = input.u8()
    if (state === NOTHING) continue
    const things = { work: input.u8(), planks: input.varint(), bricks: input.varint() }
    const measures = { labourMs: input.f64(), begunMs: input.f64(), coins: input.f64() }
    const site: Site = {
      ...things,
      ...measures,
      isBuilt: state >= BUILT,
      isKnown: state === KNOWN,
      contract: undefined,
    }
    world.sites[plot.index] = site
    if (!site.isBuilt) continue
    raise(world, plot, site)
    const { rent } = must(world.deeds[plot.index], 'a deed')
    if (rent >= 0) setRent(world, plot, rent)
  }
}
