// What happens to the whole district at once, one file per kind; each says what people hear of it. [CMD-1]
import type { Command, Words } from '@civitas/schema'
import { assertNever } from '@civitas/kit'
import { emit } from '../tick-output.ts'
import type { World } from '../world.ts'
import { holiday } from './holiday.ts'
import { marketDay } from './market-day.ts'

type EventCommand = Extract<Command, { kind: 'world_event' }>

export function worldEvent(world: World, command: EventCommand): void {
  const words = happen(world, command)
  emit(world, { type: 'world_event', event_id: command.event_id, event: command.event.kind, words })
}

function happen(world: World, { event }: EventCommand): Words {
  switch (event.kind) {
    case 'market_day':
      return marketDay(world)
    case 'holiday':
      return holiday(event)
    default:
      return assertNever(event)
  }
}
