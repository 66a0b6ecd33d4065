// Who is drawn where while districts disagree: of one agent the highest handoff epoch counts. Pure. [HND-2]
import type { Border, Leaver } from '@civitas/schema/frame'
import type { Snapshot } from './motion.ts'

/** Farther from where it left, somebody who appears did not just come over, metres. */
const NEAR_GATE_METRES = 4

/** What one district says: the snapshot on show, or of a district out of sight its border alone. */
export interface Said {
  snapshot: Snapshot | undefined
  border: Border
}

/** Somebody between two districts: it left the one, and no other shows it yet. */
export interface Waiting extends Leaver {
  /** The district that it left. */
  district: number
}

/** Drawn in no district: out of sight, indoors, or waiting at the gate. */
const NOWHERE = -1

interface Claim {
  epoch: number
  district: number
}

export class Crossings {
  readonly waiting: readonly Waiting[]
  /** The only district in which each of those who crossed lately is drawn. */
  private readonly home: ReadonlyMap<number, number>
  private readonly gates: ReadonlyMap<number, Waiting>

  constructor(said: readonly Said[]) {
    const came = newestArrivals(said)
    this.gates = newestLeavers(said)
    const home = new Map<number, number>()
    for (const [resident, { district }] of came) home.set(resident, district)
    const waiting: Waiting[] = []
    for (const [resident, leaver] of this.gates) {
      if ((came.get(resident)?.epoch ?? -1) >= leaver.epoch) continue
      const plain = plainHome(said, resident)
      home.set(resident, plain)
      if (plain === NOWHERE) waiting.push(leaver)
    }
    this.home = home
    this.waiting = waiting
  }

  /** Whether this district's picture of the resident counts. */
  counts(resident: number, district: number): boolean {
    const home = this.home.get(resident)
    return home === undefined || home === district
  }

  /** Where somebody who appears at a point was drawn before, when it came over the border just now. */
  origin(resident: number, x: number, y: number): { x: number; y: number } | undefined {
    const gate = this.gates.get(resident)
    return gate && Math.hypot(gate.x - x, gate.y - y) <= NEAR_GATE_METRES ? gate : undefined
  }
}

function newestArrivals(said: readonly Said[]): Map<number, Claim> {
  const newest = new Map<number, Claim>()
  for (const [district, { border }] of said.entries()) {
    for (const { resident, epoch } of border.came) {
      if (epoch > (newest.get(resident)?.epoch ?? -1)) newest.set(resident, { epoch, district })
    }
  }
  return newest
}

/** Of districts out of sight nobody is drawn at the gate. */
function newestLeavers(said: readonly Said[]): Map<number, Waiting> {
  const newest = new Map<number, Waiting>()
  for (const [district, { snapshot, border }] of said.entries()) {
    if (!snapshot) continue
    for (const leaver of border.left) {
      if (leaver.epoch > (newest.get(leaver.resident)?.epoch ?? -1))
        newest.set(leaver.resident, { ...leaver, district })
    }
  }
  return newest
}

/** A district that shows it and knows of no crossing: its host is new, and the agent was there before or came meanwhile. */
function plainHome(said: readonly Said[], resident: number): number {
  return said.findIndex(({ snapshot, border }) => {
    return snapshot?.index.has(resident) && border.came.every((comer) => comer.resident !== resident)
  })
}
