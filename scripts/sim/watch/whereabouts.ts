// Where everybody is after each commit: in exactly one district, or in exactly one row on the way. [HND-1]
import type { TickCommit } from '@civitas/store'

export class Whereabouts {
  /** A district, or the id of the command that carries the agent to one. */
  private readonly places = new Map<number, string>()
  private readonly fail: (problem: string) => void

  constructor(fail: (problem: string) => void) {
    this.fail = fail
  }

  place(resident: number): string | undefined {
    return this.places.get(resident)
  }

  count(district: string): number {
    let count = 0
    for (const place of this.places.values()) if (place === district) count++
    return count
  }

  enter(resident: number, district: string): void {
    this.move(resident, undefined, district)
  }

  leave(resident: number, district: string): void {
    this.move(resident, district, undefined)
  }

  /** Arrivals, then departures: the order inside a tick. */
  committed({ district, entries, commandsOut = [] }: TickCommit): void {
    for (const { input } of entries) {
      if (input.type === 'command' && input.command.kind === 'arrive')
        this.move(input.command.resident, input.id, district)
    }
    for (const { id, command } of commandsOut) {
      if (command.kind === 'arrive') this.move(command.resident, district, id)
    }
  }

  private move(resident: number, from: string | undefined, to: string | undefined): void {
    const place = this.places.get(resident)
    if (place !== from) this.fail(`[HND-1] a${resident} went from ${from} to ${to}, but was in ${place}`)
    if (to === undefined) this.places.delete(resident)
    else this.places.set(resident, to)
  }
}
