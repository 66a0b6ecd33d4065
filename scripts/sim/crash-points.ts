// Where processes are made to die: every hop of an action's life. Each death is counted. [ACT]
import type { Dice } from './dice.ts'
import type { SimProcess } from './sim-process.ts'

/** By hop of the table in docs/protocol/act.md: who dies, and when. */
export const crashPoints = {
  'ACT 1 submit': 'a gateway, as an action comes in',
  'ACT 2 chain': 'a gateway, while its chain reads the store',
  'ACT 3 route, gateway': 'a gateway, once the district was asked',
  'ACT 3 route, district': 'a host, with the action in its inbox and no answer given',
  'ACT 4 tick': 'a host, with a settled tick that is not committed',
  'ACT 5 commit': 'a host, with the tick committed and no answer heard',
  'ACT 6 publish, before': 'a host, before anything of a committed tick was told',
  'ACT 6 publish, between': 'a host, with half of a committed tick told',
  'ACT 7 deliver': 'a gateway, with half of a message delivered to agents',
  'HND 1 reserve': 'a host, with a place promised to somebody at the gate',
  'HND 2 depart': 'a host, with an agent gone and not yet arrived',
  'HND 3 arrive': 'a host, with an agent arrived and nobody told',
  'HND 4 tell': 'a host, asked for an agent that has moved',
  recovery: 'a host, while it reads its journal',
  orchestrator: 'the orchestrator, at any time',
} as const
export type CrashPoint = keyof typeof crashPoints
export type CrashCounts = Record<CrashPoint, number>

export function noCrashes(): CrashCounts {
  return Object.fromEntries(Object.keys(crashPoints).map((point) => [point, 0])) as CrashCounts
}

/** At most one point is armed at a time; the next process that passes it dies. */
export class CrashPlan {
  readonly counts = noCrashes()
  private armed: CrashPoint | undefined
  /** How often the armed point is passed before it goes off. */
  private passes = 0

  /** Rarely passed points stay armed for a while: half of the time nothing else takes their place. */
  arm(dice: Dice): void {
    if (this.armed && dice.chance(0.5)) return
    this.armed = dice.pick(Object.keys(crashPoints) as CrashPoint[])
    this.passes = this.armed.startsWith('ACT') ? dice.between(0, 3) : 0
  }

  /** From now on nobody dies. */
  disarm(): void {
    this.armed = undefined
  }

  /** Whether the process died here. */
  pass(point: CrashPoint, process: SimProcess): boolean {
    if (this.armed !== point || !process.alive) return false
    if (this.passes-- > 0) return false
    this.armed = undefined
    this.counts[point]++
    process.die()
    return true
  }
}
