// What happens to the city at a time of its own: queued by the orchestrator, taken in by districts as commands. [CMD-1]
// A new kind is one member here, one file in districts/src/sim/events, and one line of news in templates.ts.
import type { HolidayId } from './calendar.ts'
import type { Weather } from './weather.ts'

export type WorldEvent =
  /** Fresh goods on every open shelf of the district. */
  | { kind: 'market_day' }
  | { kind: 'holiday'; holiday: HolidayId }
  /** What the sky does from now on. */
  | { kind: 'weather'; weather: Weather }
export type WorldEventKind = WorldEvent['kind']
