// What each kind of building looks like: boxes, gables and ornaments on its footprint.
import type { BuildingKind } from '@civitas/schema'
import { must } from '@civitas/kit/assert'
import type { MapBuilding } from '../../net/city-map.ts'
import { awnings, ground, roofs, stone, walls, white } from '../palette.ts'
import { Dice } from './dice.ts'
import { type Box, type CityPlan, grow, type Rect, rectOf, roofKinds, windows } from './plan.ts'

/** Height of one floor and of the plinth below the first, metres. */
const FLOOR = 3.1
const PLINTH = 0.6
/** Hedges: thickness, height, half the gap at the door, metres. */
const HEDGE = { thick: 0.7, high: 0.75, gap: 1.6 }

interface Site {
  plan: CityPlan
  dice: Dice
  building: MapBuilding
  rect: Rect
  x: number
  z: number
  width: number
  depth: number
  /** Top of the walls. */
  height: number
  wall: string
  roof: string
}

type Style = (site: Site) => number

/** Each draws itself and returns how high it reaches, metres. */
const styles: Record<BuildingKind, Style> = {
  house: gabled,
  flats: (site) => flat(site, { windows: windows.framed, garden: 0.45 }),
  kiosk,
  bakery: shop,
  cafe: shop,
  grocery: shop,
  tavern: (site) => shop(site),
  workshop: sawtooth,
  warehouse: sawtooth,
  office: tower,
  school: (site) => flat(site, { windows: windows.bands, garden: 1 }),
  clinic: (site) => flat({ ...site, wall: white }, { windows: windows.tall, garden: 0.5 }),
  library: domed,
  townhall: clockTower,
  market: shop,
  bank: (site) => flat({ ...site, wall: stone }, { windows: windows.tall, garden: 0 }),
  hotel: tower,
  theatre: domed,
  museum: domed,
  university: clockTower,
  stadium,
  bathhouse: domed,
  firehouse: (site) => flat({ ...site, wall: '#c9593f' }, { windows: windows.tall, garden: 0 }),
  greenhouse: (site) => gabled({ ...site, roof: '#bfe9ee' }),
  shipyard: sawtooth,
  lighthouse,
  depot: sawtooth,
}

export function buildHouses(plan: CityPlan, buildings: readonly MapBuilding[], look: number): void {
  for (const building of buildings) {
    const dice = new Dice(building.id)
    const lot = rectOf(building.at, building.size)
    const rect = grow(lot, -0.35)
    const site: Site = {
      plan,
      dice,
      building,
      rect,
      x: (rect.x0 + rect.x1) / 2,
      z: (rect.z0 + rect.z1) / 2,
      width: rect.x1 - rect.x0,
      depth: rect.z1 - rect.z0,
      height: PLINTH + building.floors * FLOOR,
      wall: dice.pick(must(walls[look % walls.length], 'wall palette')),
      roof: dice.pick(must(roofs[look % roofs.length], 'roof palette')),
    }
    const home = building.kind === 'house'
    plan.plates.push({
      ...grow(lot, home ? 2.2 : 1.6),
      radius: 1.8,
      y: -0.015,
      thickness: 0.3,
      color: home ? ground.park : ground.pavement,
    })
    if (home) plantHedge(site, grow(lot, 1.9))
    plan.shades.push({ ...lot, strength: 1 })
    const top = styles[building.kind](site)
    addDoor(site)
    plan.footprints.push({ ...lot, id: building.id, name: building.name, top })
  }
}

function box(site: Site, part: Partial<Box> & Pick<Box, 'width' | 'height' | 'depth'>): void {
  site.plan.boxes.push({
    x: site.x,
    y: 0,
    z: site.z,
    turn: 0,
    color: site.wall,
    windows: windows.none,
    roof: roofKinds.plain,
    ...part,
  })
}

function gabled(site: Site): number {
  const { width, depth, height, dice } = site
  box(site, { width, height, depth, windows: windows.framed })
  const alongX = width > depth
  const span = alongX ? depth : width
  const rise = span * dice.between(0.4, 0.52)
  site.plan.gables.push({
    x: site.x,
    y: height - 0.06,
    z: site.z,
    width: span + 1,
    height: rise,
    depth: (alongX ? width : depth) + 0.8,
    turn: alongX ? Math.PI / 2 : 0,
    color: site.roof,
  })
  const chimney = { x: site.x + width * 0.24, z: site.z + depth * 0.2, color: '#b9735a' }
  box(site, { ...chimney, y: height, width: 0.9, height: rise * 0.95, depth: 0.9 })
  return height + rise
}

function flat(site: Site, look: { windows: number; garden: number }): number {
  const { width, depth, height, dice } = site
  const roof = dice.chance(look.garden) ? roofKinds.garden : roofKinds.deck
  box(site, { width, height, depth, windows: look.windows, roof })
  addRoofKit(site, height)
  return height + 1
}

function shop(site: Site): number {
  const { width, depth, height, dice } = site
  const low = site.building.floors <= 2 && dice.chance(0.6)
  if (low) gabled(site)
  else flat(site, { windows: windows.framed, garden: 0.25 })
  const awning = dice.pick(awnings)
  box(site, { y: 2.35, width: width + 1.7, height: 0.5, depth: depth + 1.7, color: awning })
  return low ? height + Math.min(width, depth) * 0.5 : height + 1
}

function kiosk(site: Site): number {
  const { width, depth, dice } = site
  box(site, { width: width * 0.74, height: 2.1, depth: depth * 0.74, color: '#f6e2b3' })
  const color = dice.pick(awnings)
  const roof = { x: site.x, z: site.z, width: width + 0.8, depth: depth + 0.8, turn: 0, color }
  site.plan.gables.push({ ...roof, y: 2.3, height: 1.7 })
  site.plan.gables.push({ ...roof, y: 2.32, height: 1.5, turn: Math.PI / 2, width: depth + 0.8, depth: width + 0.8 })
  return 4
}

function sawtooth(site: Site): number {
  const { width, depth, height } = site
  const tall = height + 1.2
  box(site, { width, height: tall, depth, windows: windows.bands })
  const teeth = Math.max(1, Math.round(depth / 6))
  for (let tooth = 0; tooth < teeth; tooth++) {
    site.plan.gables.push({
      x: site.x,
      y: tall - 0.05,
      z: site.rect.z0 + (tooth + 0.5) * (depth / teeth),
      width: depth / teeth + 0.1,
      height: 2.3,
      depth: width + 0.4,
      turn: Math.PI / 2,
      color: site.roof,
    })
  }
  return tall + 2.3
}

function tower(site: Site): number {
  const { width, depth, height, dice } = site
  const style = dice.pick([windows.tall, windows.bands, windows.glass])
  if (site.building.floors < 5) {
    box(site, { width, height, depth, windows: style, roof: roofKinds.deck })
    addRoofKit(site, height)
    return height + 1
  }
  const shoulder = height * 0.62
  box(site, { width, height: shoulder, depth, windows: style, roof: roofKinds.garden })
  const slim = { width: width * 0.74, depth: depth * 0.74 }
  box(site, { ...slim, y: shoulder, height: height - shoulder, windows: style, roof: roofKinds.deck })
  box(site, { y: height, width: 0.5, height: 5, depth: 0.5, color: '#d8d2c6' })
  return height + 5
}

function domed(site: Site): number {
  const { width, depth, height, x, z } = site
  box(site, { width, height, depth, color: white, windows: windows.tall, roof: roofKinds.deck })
  const size = Math.min(width, depth) * 0.34
  site.plan.ornaments.push({ kind: 'dome', x, y: height, z, size, turn: 0, color: '#7d9dbc' })
  return height + size * 1.6
}

function clockTower(site: Site): number {
  const { width, depth, height, x, z } = site
  const alongX = width > depth
  box(site, { width, height, depth, windows: windows.framed })
  const span = alongX ? depth : width
  const turn = alongX ? Math.PI / 2 : 0
  const ridge = {
    x,
    z,
    y: height - 0.06,
    width: span + 1,
    height: span * 0.36,
    depth: Math.max(width, depth) + 0.8,
    turn,
  }
  site.plan.gables.push({ ...ridge, color: site.roof })
  const side = Math.min(6, span * 0.5)
  const tall = height + span * 0.36 + 11
  box(site, { width: side, height: tall, depth: side, color: stone, windows: windows.framed })
  site.plan.ornaments.push({ kind: 'spire', x, y: tall, z, size: side, turn: 0, color: '#b64d3a' })
  return tall + side * 1.7
}

/** Stands around a field. */
function stadium(site: Site): number {
  const { plan, rect, width, depth, height } = site
  const tier = Math.min(width, depth) * 0.2
  plan.plates.push({ ...grow(rect, -tier), radius: tier, y: 0.06, thickness: 0.3, color: ground.park })
  for (const side of [-1, 1]) {
    const stand = { height, color: white, windows: windows.tall, roof: roofKinds.deck }
    box(site, { ...stand, x: site.x + (side * (width - tier)) / 2, width: tier, depth })
    box(site, { ...stand, z: site.z + (side * (depth - tier)) / 2, width: width - 2 * tier, depth: tier })
  }
  return height
}

function lighthouse({ plan, x, z, width }: Site): number {
  plan.ornaments.push({ kind: 'lighthouse', x, y: 0, z, size: width / 7, turn: 0, color: '#e0604c' })
  return (width / 7) * 30
}

function addRoofKit(site: Site, y: number): void {
  const { dice, width, depth } = site
  const pieces = Math.floor(dice.between(1, 3.4))
  for (let piece = 0; piece < pieces; piece++) {
    box(site, {
      x: site.x + dice.between(-0.28, 0.28) * width,
      y: y - 0.1,
      z: site.z + dice.between(-0.28, 0.28) * depth,
      width: dice.between(1, 2.3),
      height: dice.between(0.7, 1.6),
      depth: dice.between(1, 2.3),
      color: dice.pick(['#d9d3c7', '#c5c9c9', '#efe9dd']),
    })
  }
}

/** A hedge around a garden, with a gap on the side of the door. */
function plantHedge(site: Site, garden: Rect): void {
  const [doorX, doorZ] = site.building.door
  const hedge = (x0: number, z0: number, x1: number, z1: number) => {
    const width = Math.max(HEDGE.thick, x1 - x0)
    const depth = Math.max(HEDGE.thick, z1 - z0)
    if (width + depth < 2) return
    box(site, { x: (x0 + x1) / 2, z: (z0 + z1) / 2, width, height: HEDGE.high, depth, color: '#86ab5c' })
  }
  const { x0, z0, x1, z1 } = garden
  const near = [doorX - x0, x1 - doorX, doorZ - z0, z1 - doorZ].map(Math.abs)
  const door = near.indexOf(Math.min(...near))
  for (const [side, x] of [x0, x1].entries()) {
    if (door !== side) hedge(x, z0, x, z1)
    else {
      hedge(x, z0, x, doorZ - HEDGE.gap)
      hedge(x, doorZ + HEDGE.gap, x, z1)
    }
  }
  for (const [side, z] of [z0, z1].entries()) {
    if (door !== side + 2) hedge(x0, z, x1, z)
    else {
      hedge(x0, z, doorX - HEDGE.gap, z)
      hedge(doorX + HEDGE.gap, z, x1, z)
    }
  }
}

/** A door leaf and a step where the scenario says that people go in. */
function addDoor(site: Site): void {
  const [x, z] = site.building.door
  const { rect } = site
  const gaps = [x - rect.x0, rect.x1 - x, z - rect.z0, rect.z1 - z].map((gap) => Math.abs(gap))
  const side = gaps.indexOf(Math.min(...gaps))
  const along = side < 2
  const at = {
    x: side === 0 ? rect.x0 : side === 1 ? rect.x1 : Math.min(rect.x1 - 1, Math.max(rect.x0 + 1, x)),
    z: side === 2 ? rect.z0 : side === 3 ? rect.z1 : Math.min(rect.z1 - 1, Math.max(rect.z0 + 1, z)),
  }
  const leaf = { ...at, height: 2.1, color: '#7b5140' }
  box(site, along ? { ...leaf, width: 0.3, depth: 1.3 } : { ...leaf, width: 1.3, depth: 0.3 })
  box(site, { ...at, height: 0.2, width: along ? 1.2 : 2, depth: along ? 2 : 1.2, color: '#e9dfce' })
}
