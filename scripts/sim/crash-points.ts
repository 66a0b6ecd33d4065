// Where processes are made to die: every hop of an action's life, every step of a handoff, and while places change hands. Each death is counted. [ACT, HND, CLK-2]
import type { Dice } from './machine/dice.ts'
import type { SimProcess } from './machine/sim-process.ts'

/** By hop of docs/protocol/act.md, step of hnd.md and row of clk.md: who dies, and when. */
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
  'ACT 7 after': 'a reader of facts, with a page handled and its place not kept',
  'HND 1 ask': 'a host, with a place asked for at the gate',
  'HND 1 reserve': 'a host, with a place promised to somebody at the gate',
  'HND 2 depart': 'a host, with an agent gone and not yet arrived',
  'HND 3 arrive': 'a host, with an agent arrived and nobody told',
  'HND 4 tell': 'a host, asked for an agent that has moved',
  'CMD world event': 'an orchestrator, with a world event handed over and nobody told',
  'CLK take': 'a host, with a district taken and not yet recovered',
  'CLK recover': 'a host, while it reads its journal',
  'CLK give': 'a host, with a district stopped and its lease not given back',
  'CLK lead': 'an orchestrator, at the beginning of its term',
  'CLK orchestrator': 'an orchestrator, at any time',
} as const
export type CrashPoint = keyof typeof crashPoints
export type CrashCounts = Record<CrashPoint, number>

const points = Object.keys(crashPoints) as CrashPoint[]
/** Passed now and then only: drawn twice as often, the rarest of them three times. */
const RARE: readonly CrashPoint[] = [
  'HND 2 depart',
  'HND 2 depart',
  'HND 3 arrive',
  'HND 4 tell',
  'CLK take',
  'CMD world event',
]

export function noCrashes(): CrashCounts {
  return Object.fromEntries(points.map((point) => [point, 0])) as CrashCounts
}

/** At most one point is armed at a time; the next process that passes it dies. */
export class CrashPlan {
  readonly counts = noCrashes()
  private armed: CrashPoint | undefined
  /** How often the armed point is passed before it goes off. */
  private passes = 0

  /** Rarely passed points stay armed for a while: half of the time nothing else takes their place. Returns what is armed anew. */
  arm(dice: Dice): CrashPoint | undefined {
    if (this.armed && dice.chance(0.5)) return undefined
    this.armed = dice.pick([...points, ...RARE])
    this.passes = this.armed.startsWith('ACT') ? dice.between(0, 3) : 0
    return this.armed
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
