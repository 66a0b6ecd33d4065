// Time that moves from event to event: nothing waits, and the same run has the same order of events.
import { setImmediate as turn } from 'node:timers'

interface Event {
  dueMs: number
  order: number
  run: () => void
}

export class VirtualTime {
  nowMs: number
  private order = 0
  /** Latest first: the next one is at the end. */
  private readonly events: Event[] = []
  /** Real work that time waits for, in the order in which it was asked for. */
  private readonly held: (() => Promise<void>)[] = []

  constructor(startMs: number) {
    this.nowMs = startMs
  }

  /** Runs `run` after `ms`; events of the same moment keep their order. Returns the function that calls it off. */
  after(ms: number, run: () => void): () => void {
    const event = { dueMs: this.nowMs + Math.max(0, ms), order: this.order++, run }
    let at = this.events.length
    while (at > 0 && isLater(event, this.events[at - 1])) at--
    this.events.splice(at, 0, event)
    return () => {
      const index = this.events.indexOf(event)
      if (index >= 0) this.events.splice(index, 1)
    }
  }

  /** Runs the next event and all that follows from it at once. `false`: nothing is left to happen. */
  async next(): Promise<boolean> {
    const event = this.events.pop()
    if (!event) return false
    this.nowMs = event.dueMs
    event.run()
    await settled()
    for (let work = this.held.shift(); work; work = this.held.shift()) {
      await work()
      await settled()
    }
    return true
  }

  /** Time stands still until real work is done: one piece after the other, so that the same run has the same order. */
  hold<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.held.push(() => work().then(resolve, reject))
    })
  }
}

/** Resolves when all that can run without time passing has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => turn(resolve))
}

function isLater(event: Event, other: Event | undefined): boolean {
  return other !== undefined && event.dueMs >= other.dueMs
}

/** Lets the program's own timers run on virtual time. Returns the function that gives the machine's back. */
export function takeOverTimers(time: VirtualTime): () => void {
  const real = { setTimeout, clearTimeout, setInterval, clearInterval }
  const cancels = new WeakMap<object, () => void>()
  const handle = (): object => {
    const made = { unref: () => made, ref: () => made }
    return made
  }
  const once = (run: () => void, ms = 0) => {
    const made = handle()
    cancels.set(made, time.after(ms, run))
    return made
  }
  const repeat = (run: () => void, ms = 0) => {
    const made = handle()
    const again = () => {
      cancels.set(made, time.after(ms, again))
      run()
    }
    cancels.set(made, time.after(ms, again))
    return made
  }
  const clear = (made: object | undefined) => made && cancels.get(made)?.()
  Object.assign(globalThis, { setTimeout: once, setInterval: repeat, clearTimeout: clear, clearInterval: clear })
  return () => void Object.assign(globalThis, real)
}
