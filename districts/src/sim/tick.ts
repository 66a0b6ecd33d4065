// The tick, as a table of contents. `settle` at the boundary, then `step` until the next one. [DET-1]
import type { SimInput } from '@civitas/schema'
import { applyInputs } from './inputs.ts'
import { moveBodies } from './space/motion.ts'
import { collectResult, type SettleResult } from './reads/settle-result.ts'
import { advanceClock } from './systems/advance-clock.ts'
import { crossBorders } from './systems/cross-borders.ts'
import { decayNeeds } from './systems/decay-needs.ts'
import { fadeBonds } from './systems/fade-bonds.ts'
import { keepTally } from './systems/keep-tally.ts'
import { keepAppointments } from './systems/keep-appointments.ts'
import { mindBodies } from './systems/mind-bodies.ts'
import { progressActivities } from './systems/progress-activities.ts'
import { raiseBuildings } from './systems/raise-buildings.ts'
import { rideTrams } from './systems/ride-trams.ts'
import { runFirms } from './systems/run-firms.ts'
import { runHouseholds } from './systems/run-households.ts'
import { runIncidents } from './systems/run-incidents.ts'
import { runShops } from './systems/run-shops.ts'
import { strikePoses } from './systems/strike-poses.ts'
import type { World } from './world.ts'

const systems = {
  advanceClock,
  decayNeeds,
  progressActivities,
  runIncidents,
  runShops,
  runFirms,
  runHouseholds,
  raiseBuildings,
  rideTrams,
  mindBodies,
  keepAppointments,
  fadeBonds,
} as const

/** Name of a part of the tick, as the host's timers know it. */
export type SystemName = keyof typeof systems | 'applyInputs' | 'crossBorders' | 'strikePoses' | 'keepTally'

/** Moves the world over a tick's boundary. `onSystem` is called before each part, so that the host can time it. */
export function settle(world: World, inputs: readonly SimInput[], onSystem?: (name: SystemName) => void): SettleResult {
  // Nobody's look at the city before the boundary may tell in what order people are found from here on. [DET-1]
  world.index.forget()
  for (const [name, system] of Object.entries(systems)) {
    onSystem?.(name as SystemName)
    system(world)
  }
  onSystem?.('applyInputs')
  const outcomes = applyInputs(world, inputs)
  // After the inputs: whoever leaves has been answered all that waited for it.
  onSystem?.('crossBorders')
  crossBorders(world)
  onSystem?.('strikePoses')
  strikePoses(world)
  onSystem?.('keepTally')
  keepTally(world)
  return collectResult(world, outcomes)
}

/** Moves everybody by a tenth of a second. */
export function step(world: World): void {
  moveBodies(world.motion, world.map.net)
  world.index.forget()
}
