// A scenario as an SVG map: districts, water, parks, streets, buildings by kind, plots, gates, trams, and a legend.
import type { Scenario, ScenarioDistrict } from '@civitas/schema'
import { BUILDINGS, GROUND, PLACES } from './colours.ts'
import type { Point } from './geometry.ts'

/** Sea around the city, and room for the legend on the right, metres. */
const SHORE = 20
const LEGEND = 150
const WIDTHS = { street: 6.6, lane: 4.2, path: 2.2, bridge: 7 }
/** Streets shorter than this carry no name. */
const NAMED_METRES = 100

/** The whole document. Takes any scenario that fits its schema, faults and all. */
export function drawMap(scenario: Scenario): string {
  const { title, size, districts, water, roads = [], trams = [] } = scenario
  const box = [-SHORE, -SHORE, size[0] + 2 * SHORE + LEGEND, size[1] + 2 * SHORE]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" font-family="sans-serif" fill="${GROUND.ink}">`,
    `<title>${escape(title)}</title>`,
    `<rect x="${-SHORE}" y="${-SHORE}" width="${box[2]}" height="${box[3]}" fill="${GROUND.sea}"/>`,
    ...districts.map((district) => area(district, { fill: GROUND.land })),
    ...water.map((one) => area(one, { fill: GROUND.water, title: one.name })),
    ...roads.map(({ from, to, width, name }) => line([from, to], { stroke: GROUND.road, width, title: name })),
    ...districts.flatMap(drawDistrict),
    ...trams.map((tram) => line(tram.line, { stroke: GROUND.rail, width: 1.4, dash: '5 2', title: tram.name })),
    ...districts.flatMap(drawPlaces),
    ...districts.map(drawName),
    ...legend(size[0] + SHORE, title),
    '</svg>',
    '',
  ].join('\n')
}

function drawDistrict(district: ScenarioDistrict): string[] {
  return [
    ...district.parks.map((park) => area(park, { fill: GROUND.park, title: park.name })),
    ...district.plots.map((plot) =>
      area(plot, { fill: GROUND.plot, dash: '2 1', title: `${plot.id}: ${plot.price} coins` }),
    ),
    ...district.paths.map(({ from, to, kind, name }) => {
      const stroke = kind === 'bridge' ? GROUND.bridge : GROUND.street
      return line([from, to], { stroke, width: WIDTHS[kind], title: name ?? kind })
    }),
    ...district.buildings.map((building) => {
      const look = Object.values(BUILDINGS).find(({ kinds }) => kinds.includes(building.kind))
      const title = `${building.name} (${building.kind}, ${building.floors} floors, ${building.homes} homes, ${building.jobs} jobs)`
      return `${area(building, { fill: look?.colour ?? '#000000', title })}${dot(building.door, 0.8, GROUND.ink)}`
    }),
    ...district.paths.flatMap(({ name, from, to }) => streetName(name, from, to)),
  ]
}

function streetName(name: string | undefined, from: Point, to: Point): string[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  if (name === undefined || Math.hypot(dx, dy) < NAMED_METRES) return []
  // A third of the way: in the middle, streets cross.
  const [x, y] = [from[0] + dx * 0.36, from[1] + dy * 0.36]
  const turn = (Math.atan2(dy, dx) * 180) / Math.PI
  const at = `transform="translate(${round(x)} ${round(y)}) rotate(${round(turn)})"`
  return [`<text ${at} y="1.4" font-size="4" text-anchor="middle" opacity="0.75">${escape(name)}</text>`]
}

function drawPlaces({ places, spawn }: ScenarioDistrict): string[] {
  const marks = places.map(({ at, kind, name }) => {
    const big = kind === 'gate' || kind === 'stop'
    return dot(at, big ? 3 : 1.8, PLACES[kind] ?? GROUND.ink, name)
  })
  return [...marks, `<circle cx="${spawn[0]}" cy="${spawn[1]}" r="3.4" fill="none" stroke="#2b2a4c" stroke-width="1"/>`]
}

function drawName({ name, accent, at, size }: ScenarioDistrict): string {
  const [x, y] = [at[0] + size[0] / 2, at[1] + size[1] / 2 - 14]
  const halo = 'stroke="#fffcf6" stroke-width="4" paint-order="stroke"'
  return `<text x="${x}" y="${y}" font-size="17" font-weight="700" text-anchor="middle" fill="${accent}" ${halo}>${escape(name)}</text>`
}

function legend(x: number, title: string): string[] {
  const rows: { colour: string; text: string; round: boolean }[] = [
    ...Object.entries(BUILDINGS).map(([text, { colour }]) => ({ colour, text, round: false })),
    { colour: GROUND.park, text: 'park', round: false },
    { colour: GROUND.plot, text: 'plot to claim', round: false },
    { colour: GROUND.water, text: 'water', round: false },
    { colour: GROUND.road, text: 'ring road', round: false },
    { colour: GROUND.rail, text: 'tram line', round: false },
    ...Object.entries(PLACES).map(([text, colour]) => ({ colour, text, round: true })),
  ]
  return [
    `<rect x="${x}" y="${-SHORE}" width="${LEGEND + SHORE}" height="${rows.length * 13 + 44}" fill="#fffcf6"/>`,
    `<text x="${x + 10}" y="6" font-size="14" font-weight="700">${escape(title)}</text>`,
    ...rows.map(({ colour, text, round: isRound }, i) => {
      const y = 24 + i * 13
      const mark = isRound
        ? dot([x + 15, y - 3], 3, colour)
        : `<rect x="${x + 10}" y="${y - 8}" width="10" height="9" fill="${colour}"/>`
      return `${mark}<text x="${x + 27}" y="${y}" font-size="9">${escape(text)}</text>`
    }),
  ]
}

interface Look {
  fill: string
  dash?: string
  title?: string
}

function area({ at, size }: { at: Point; size: Point }, { fill, dash, title }: Look): string {
  const edge = dash ? ` stroke="${GROUND.ink}" stroke-width="0.4" stroke-dasharray="${dash}"` : ''
  return `<rect x="${at[0]}" y="${at[1]}" width="${size[0]}" height="${size[1]}" fill="${fill}"${edge}>${tip(title)}</rect>`
}

function line(
  points: readonly Point[],
  look: { stroke: string; width: number; dash?: string; title?: string },
): string {
  const dash = look.dash ? ` stroke-dasharray="${look.dash}"` : ' stroke-linecap="round"'
  const course = points.map((point) => point.join(',')).join(' ')
  return `<polyline points="${course}" fill="none" stroke="${look.stroke}" stroke-width="${look.width}"${dash}>${tip(look.title)}</polyline>`
}

function dot([x, y]: Point, radius: number, fill: string, title?: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}">${tip(title)}</circle>`
}

function tip(title: string | undefined): string {
  return title === undefined ? '' : `<title>${escape(title)}</title>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** Names are an operator's words: they must not become markup. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
