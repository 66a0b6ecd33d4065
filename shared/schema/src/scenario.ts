// The scenario file: the static city as an operator writes it. Lengths are whole metres, x east, y south, from the city's north-west corner.
import { z } from 'zod'
import { MINUTES_PER_DAY } from './world/hours.ts'

const id = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'lower-case letters, digits and dashes')
const metres = z.number().int().min(0).max(4096)
const point = z.tuple([metres, metres])

/** Minutes of the city day. `[0, 1440]` is always open; a shop that closes after midnight has `to` above 1440. */
export const hoursSchema = z
  .tuple([
    z
      .number()
      .int()
      .min(0)
      .max(MINUTES_PER_DAY - 1),
    z
      .number()
      .int()
      .min(1)
      .max(2 * MINUTES_PER_DAY),
  ])
  .refine(([from, to]) => to > from, 'closes before it opens')

export const buildingKinds = [
  'house',
  'flats',
  'kiosk',
  'bakery',
  'cafe',
  'grocery',
  'workshop',
  'office',
  'school',
  'clinic',
  'library',
  'townhall',
  'tavern',
  'warehouse',
  'market',
  'bank',
  'hotel',
  'theatre',
  'museum',
  'university',
  'stadium',
  'bathhouse',
  'firehouse',
  'greenhouse',
  'shipyard',
  'lighthouse',
  'depot',
] as const

/** Who pays wages beyond what the till holds, and what a building's shelves are filled with. */
const economySchema = {
  funding: z
    .enum(['public', 'firm'])
    .optional()
    .describe(
      '`public`: wages come from the treasury. Default: by kind, a school or a clinic is public, a shop a firm.',
    ),
  makes: z
    .array(
      z.object({
        item: id.describe('One of `sells`.'),
        from: z.array(z.object({ item: id, quantity: z.number().int().min(1).max(20) })).max(6),
        per_hour: z
          .number()
          .int()
          .min(1)
          .max(100)
          .describe('Made by one worker in a city hour that goes into it alone.'),
      }),
    )
    .max(12)
    .default([]),
  rent: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe('Coins a city day for each who lives there. Default: by kind.'),
  imports: z.array(id).max(12).default([]).describe('Which of `sells` the farm boat brings.'),
  builds: z
    .boolean()
    .optional()
    .describe(
      'Builds for hire on plots of its district. It has hands, and sells the planks and bricks that the city knows.',
    ),
}

export const buildingSchema = z.object({
  id,
  kind: z.enum(buildingKinds),
  name: z.string().min(1).max(40),
  /** North-west corner, then width east and depth south. */
  at: point,
  size: z.tuple([z.number().int().min(4).max(60), z.number().int().min(4).max(60)]),
  floors: z.number().int().min(1).max(12).default(1),
  /** Where people step in and out; on the footprint's edge, joined to the nearest path by the loader. */
  door: point,
  capacity: z.number().int().min(1).max(2000),
  hours: hoursSchema.default([0, MINUTES_PER_DAY]),
  homes: z.number().int().min(0).max(200).default(0),
  jobs: z.number().int().min(0).max(200).default(0),
  shift: hoursSchema.optional(),
  wage: z.number().int().min(0).max(1000).default(0).describe('Coins per city hour.'),
  sells: z
    .array(
      z.object({
        item: id,
        price: z.number().int().min(1).max(10_000),
        stock: z.number().int().min(0).max(100_000),
        restock: z.number().int().min(0).max(100_000).describe('Stock that the shop aims at.'),
      }),
    )
    .default([]),
  ...economySchema,
})

/** What households buy is food or goods; raw wares and materials are for firms and builders. */
export const itemKinds = ['food', 'goods', 'raw', 'material'] as const
export type ItemKind = (typeof itemKinds)[number]

export const itemSchema = z.object({
  id,
  name: z.string(),
  filling: z.number().int().min(0).max(100).describe('Hunger points that eating one gives back.'),
  kind: z.enum(itemKinds).optional().describe('What people want it for. Default: `food` when it fills, else `goods`.'),
})

export const neighborhoodSchema = z.object({ id, name: z.string(), at: point, size: point })

export const districtSchema = z.object({
  id,
  name: z.string().min(1).max(40),
  accent: z.string().regex(/^#[0-9a-f]{6}$/),
  at: point,
  size: point,
  /** Where new agents appear; a point on a path. */
  spawn: point,
  neighborhoods: z.array(neighborhoodSchema).min(1),
  /** Footpaths, straight pieces; they meet where their ends or courses cross. */
  paths: z
    .array(
      z.object({
        name: z.string().min(1).max(40).optional(),
        from: point,
        to: point,
        kind: z.enum(['street', 'lane', 'path', 'bridge']).default('street'),
      }),
    )
    .min(1),
  /** Named points that one can walk to: gates, squares, benches. */
  places: z
    .array(
      z.object({
        id,
        name: z.string(),
        at: point,
        kind: z.enum(['gate', 'square', 'park', 'bench', 'corner', 'pier', 'stop']),
      }),
    )
    .default([]),
  parks: z.array(z.object({ id, name: z.string(), at: point, size: point })).default([]),
  plots: z.array(z.object({ id, at: point, size: point, price: z.number().int().min(1) })).default([]),
  buildings: z.array(buildingSchema).min(1),
  residents: z.number().int().min(0).max(100_000),
  treasury: z.number().int().min(0).default(100_000),
  capacity: z.number().int().min(1).optional().describe('Residents beyond which the gates let nobody in.'),
})

export const scenarioSchema = z.object({
  name: z.string().min(1).max(60),
  title: z.string().min(1).max(60),
  /** Whole city, metres. */
  size: point,
  items: z.array(itemSchema).min(1),
  water: z.array(z.object({ at: point, size: point, name: z.string() })).default([]),
  /** Carriageways that nobody walks on: they keep districts apart. `width` in metres. */
  roads: z
    .array(z.object({ name: z.string(), from: point, to: point, width: z.number().int().min(4).max(24) }))
    .optional(),
  /** Tram lines run from corner to corner of `line`, along paths; `stops` are ids of places of kind `stop`, in order. */
  trams: z.array(z.object({ id, name: z.string(), line: z.array(point).min(2), stops: z.array(id).min(2) })).optional(),
  districts: z.array(districtSchema).min(1).max(32),
  startingCoins: z.number().int().min(0).default(50),
})
export type Scenario = z.infer<typeof scenarioSchema>
export type ScenarioDistrict = z.infer<typeof districtSchema>
export type ScenarioBuilding = z.infer<typeof buildingSchema>
export type BuildingKind = (typeof buildingKinds)[number]
