// Lives a city through some days in lockstep and asks every gate what it saw.
import { MINUTES_PER_DAY, type Scenario } from '@civitas/schema'
import { LockstepCity } from '../lockstep/lockstep-city.ts'
import { type Gate, type GateVerdict, type Moment } from './gate.ts'
import { gatesFor } from './gates/index.ts'

const MINUTE_MS = 60_000

/** What the gates say of one seed. */
export interface SeedReport {
  seed: number
  verdicts: GateVerdict[]
}

export function watchCity(options: { scenario: Scenario; seed: number; days: number }): SeedReport {
  const { scenario, seed, days } = options
  const city = new LockstepCity({ scenario, seed })
  const verdicts = watch({ city, gates: gatesFor(city, days), days })
  return { seed, verdicts: [...verdicts, mindsKept(city)] }
}

/** `meddle` may change the city before the gates see it. */
export function watch(of: {
  city: LockstepCity
  gates: readonly Gate[]
  days: number
  meddle?: (moment: Moment) => void
}): GateVerdict[] {
  const { city, gates, days, meddle } = of
  const startMs = city.cityMs
  let lastMinute = -1
  for (;;) {
    const facts = city.tick()
    const minute = Math.trunc((city.cityMs - startMs) / MINUTE_MS)
    if (minute >= days * MINUTES_PER_DAY) return gates.flatMap((gate) => gate.verdicts())
    const minuteOfDay = Math.trunc(city.cityMs / MINUTE_MS) % MINUTES_PER_DAY
    const moment: Moment = { city, facts, minute, minuteOfDay, day: Math.trunc(minute / MINUTES_PER_DAY) + 1 }
    meddle?.(moment)
    for (const gate of gates) gate.onTick?.(moment)
    if (minute === lastMinute) continue
    lastMinute = minute
    for (const gate of gates) gate.onMinute?.(moment)
  }
}

function mindsKept({ failedMinds }: LockstepCity): GateVerdict {
  return { what: 'times that a mind threw', reached: failedMinds, limit: 0, unit: 'times', seen: [] }
}
