// What happens to the whole district at once, one file per kind; each says what people hear of it. [CMD-1]
import type { Command, Words } from '@civitas/schema'
import { assertNever } from '@civitas/kit'
import { emit } from '../tick-output.ts'
import { beginIncident } from '../incidents/begin.ts'
import type { World } from '../world.ts'
import { holiday } from './holiday.ts'
import { marketDay } from './market-day.ts'
import { turnWeather } from './weather.ts'

type EventCommand = Extract<Command, { kind: 'world_event' }>

export function worldEvent(world: World, command: EventCommand): void {
  const words = happen(world, command)
  if (words) emit(world, { type: 'world_event', event_id: command.event_id, event: command.event.kind, words })
}

/** What the crier says; nothing where it is told elsewhere. */
function happen(world: World, { event, event_id }: EventCommand): Words | undefined {
  switch (event.kind) {
    case 'market_day':
      return marketDay(world)
    case 'holiday':
      return holiday(event)
    case 'weather':
      return turnWeather(world, event)
    case 'incident':
      return beginIncident(world, event_id, event)
    default:
      return assertNever(event)
  }
}
