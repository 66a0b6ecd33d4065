// A district in which something begins, and short ways to respond.
import { must } from '@civitas/kit'
import type { WorldEvent } from '@civitas/schema'
import { settle, type SettleResult } from '../../../src/sim/index.ts'
import type { Incident } from '../../../src/sim/incidents/incident.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import { Stage } from '../stage.ts'

type IncidentEvent = Extract<WorldEvent, { kind: 'incident' }>

export const ID = 'calendar/test/1'
/** A tick is a city minute. */
export const CLOCK_RATE = 60
const HOURS = 5

/** At noon, with every shop open. */
export function noon(seed = 1): Stage {
  const stage = new Stage({ clockRate: CLOCK_RATE, seed })
  stage.clock(12)
  stage.tick()
  return stage
}

export function eventOf(
  incident: IncidentEvent['incident'],
  place: string,
  more: Partial<IncidentEvent> = {},
): IncidentEvent {
  return { kind: 'incident', incident, place, hours: HOURS, ...more }
}

export function begin(stage: Stage, event: IncidentEvent, id = ID): SettleResult {
  const command = { kind: 'world_event', event_id: id, event } as const
  return settle(stage.world, [{ type: 'command', id: `${id}/old-town`, command }])
}

export function running(stage: Stage): Incident {
  return must(stage.world.incidents[0], 'an incident')
}

/** Somebody with a job there, standing at a place. */
export function worker(stage: Stage, job: string, at: string): Resident {
  const resident = stage.agent({ at })
  resident.job = stage.named(job).address
  return resident
}

export const work = (minutes = 600) => ({ name: 'work', parameters: { minutes } }) as const
export const play = { name: 'play', parameters: { minutes: 30 } } as const
