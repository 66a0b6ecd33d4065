import {
  type ScenarioBuilding,
  type ScenarioDistrict,
  type Work,
  type WorkName,
  workNames,
  works,
} from '@civitas/schema'
import type { Projections } from '@civitas/store'
import { z } from 'zod'
import type { App } from '../http/app.ts'
import { cacheable } from '../http/etag.ts'
import type { RestDeps } from './deps.ts'
import { namesOf } from './plot-names.ts'
import { problems } from './shapes.ts'

type Projection = Awaited<ReturnType<Projections['buildings']>>[number]

const point = z.array(z.number()).length(2)
const liveBuildingSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  district: z.string(),
  at: point,
  size: point,
  door: point,
  hours: point.describe('Minutes of the day; [0, 1440] is always.'),
  capacity: z.number().int(),
  open: z.boolean(),
  occupants: z.number().int(),
  shelves: z.array(z.object({ item: z.string(), price: z.number().int(), stock: z.number().int() })),
  firm: z
    .object({
      staff: z.number().int(),
      positions: z.number().int().describe('Hands that it wants; more than `staff`: it is hiring.'),
      wage: z.number().int().describe('Coins a city hour, before tax.'),
      shift: point
        .optional()
        .describe('When work begins and ends, in minutes of the day; an end beyond 1440 is on the next day.'),
      bankrupt: z.boolean(),
      builds: z
        .record(z.enum(workNames), z.number().int())
        .optional()
        .describe('It builds for hire: coins for a whole building of each kind, materials and work.'),
    })
    .optional(),
})
type LiveBuilding = z.infer<typeof liveBuildingSchema>

/** Buildings as the map draws them and the last committed tick left them. [§9] */
export function buildingRoutes(app: App, { scenario, store, branch, guard, joinFacts }: RestDeps): void {
  app.get('/buildings', {
    schema: {
      tags: ['city'],
      summary: 'All buildings, or those of one district',
      querystring: z.object({ district: z.string().max(64).optional() }),
      response: { 200: z.object({ buildings: z.array(liveBuildingSchema) }), ...problems },
    },
    onRequest: guard.visitor,
    onSend: cacheable(0),
    handler: async (request) => {
      const { district } = request.query
      const rows = await store.projections.buildings(branch, district)
      const live = new Map(rows.map((row) => [row.building, row]))
      const wanted = scenario.districts.filter(({ id }) => district === undefined || id === district)
      const buildings = wanted.flatMap((part) =>
        part.buildings.map((building) => bodyOf(building, part.id, live.get(building.id))),
      )
      const plots = await store.projections.plots(branch)
      const land = new Map(plots.map((row) => [row.plot, row]))
      const names = await namesOf(plots, joinFacts)
      const onPlots = wanted.flatMap((part) =>
        part.plots.flatMap((plot) => {
          const deed = land.get(plot.id)?.deed
          if (!deed?.built || !deed.work) return []
          const body = builtBody(plot, deed.work, part.id, live.get(plot.id))
          return [{ ...body, name: names.get(plot.id) ?? body.name }]
        }),
      )
      return { buildings: [...buildings, ...onPlots] }
    },
  })
}

/** What an owner built: it has the id, the place and the size of its plot. */
function builtBody(
  { id, at, size }: ScenarioDistrict['plots'][number],
  work: WorkName,
  district: string,
  live: Projection | undefined,
): LiveBuilding {
  const { name, kind, hours_open, capacity }: Work = works[work]
  const firm = live?.firm && { firm: live.firm }
  const door = [at[0] + size[0] / 2, at[1] + size[1]]
  const state = { open: live?.open ?? true, occupants: live?.occupants ?? 0, shelves: live?.shelves ?? [], ...firm }
  return { id, name, kind, district, at, size, door, hours: [...hours_open], capacity, ...state }
}

/** Before the first tick touched it, a building is as the scenario says. */
function bodyOf(building: ScenarioBuilding, district: string, live: Projection | undefined): LiveBuilding {
  const { id, name, kind, at, size, door, hours, capacity, sells } = building
  return {
    id,
    name,
    kind,
    district,
    at,
    size,
    door,
    hours,
    capacity,
    open: live?.open ?? true,
    occupants: live?.occupants ?? 0,
    shelves: live?.shelves ?? sells.map(({ item, price, stock }) => ({ item, price, stock })),
    ...(live?.firm && { firm: live.firm }),
  }
}
