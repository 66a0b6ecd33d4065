// What happens to the city at a time of its own: queued by the orchestrator, taken in by districts as commands. [CMD-1]
// A new kind is one member here, one file in districts/src/sim/events, and one line of news in templates.ts.
import type { BuildingKind } from '../scenario.ts'
import type { HolidayId } from './calendar.ts'
import type { IncidentKind } from './incident.ts'
import type { Weather } from './weather.ts'

export type WorldEvent =
  /** Fresh goods on every open shelf of the district. */
  | { kind: 'market_day' }
  | { kind: 'holiday'; holiday: HolidayId }
  /** What the sky does from now on. */
  | { kind: 'weather'; weather: Weather }
  /**
   * Something begins, and ends by people's work or after so many city hours. Every district hears of it; the one in which `place`
   * lies holds it. `hidden`: where a lost child is; `trade`: the kind of building whose staff strikes.
   */
  | { kind: 'incident'; incident: IncidentKind; place: string; hours: number; hidden?: string; trade?: BuildingKind }
export type WorldEventKind = WorldEvent['kind']
