// Who rides in which car: facts tell who got in and off. Pure but for what it remembers.
import type { WireFact } from '@civitas/schema'
import { residentOf } from '@civitas/schema/ids'
import { nextRide, type TramCourse } from '@civitas/schema/world/trams'

interface Seat {
  course: number
  car: number
  alights: number
}

/** Steps after the arrival for which somebody is still thought to be inside: facts come a little late. */
const LATE_STEPS = 60

export class Riders {
  private readonly seats = new Map<number, Seat>()
  private readonly courses: readonly TramCourse[]

  constructor(courses: readonly TramCourse[]) {
    this.courses = courses
  }

  /** @param step on show now: the car that stands at the stop is the one */
  hear(fact: WireFact, step: number): void {
    const resident = fact.agent_id === undefined ? undefined : residentOf(fact.agent_id)
    if (resident === undefined) return
    if (fact.type !== 'tram_boarded') {
      if (fact.type === 'tram_left') this.seats.delete(resident)
      return
    }
    const [from, to] = [String(fact.place), String(fact.to)]
    const ride = nextRide(this.courses, { from, to, step: Math.trunc(step) })
    if (ride) this.seats.set(resident, ride)
  }

  seatOf(resident: number, step: number): Seat | undefined {
    const seat = this.seats.get(resident)
    if (!seat || step <= seat.alights + LATE_STEPS) return seat
    this.seats.delete(resident)
    return undefined
  }
}
