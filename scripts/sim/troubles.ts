// What goes wrong while a run lives: processes die, stand still, stop or move their districts; clocks are set; the store is away.
import type { CrashPlan } from './crash-points.ts'
import type { Dice } from './machine/dice.ts'
import type { SimProcess } from './machine/sim-process.ts'

/** What trouble can be made of. */
export interface Ground {
  dice: Dice
  tickMs: number
  /** One host makes its own clock records. */
  isAlone: boolean
  crashes: CrashPlan
  processes(): SimProcess[]
  /** The orchestrator that leads, or did last. */
  leader(): SimProcess | undefined
  /** Nobody reaches the store for so long, in milliseconds. */
  storeAway(ms: number): void
  /** Somebody orders a district to another host, if there are two. */
  moveDistrict(): void
  /** A host is asked to stop. */
  stopHost(): void
  after(ms: number, run: () => void): void
  note(line: string): void
}

/** How far a clock is set at most, either way: by some ticks, or so far that the missed time never was. [CLK-1] */
const JUMP_TICKS = [5, 20, 60]
const FAR_MS = 100_000
/** Longer than this, and another one takes over. */
const LEASE_MS = 3_000

/** Parts of all troubles, of 100. */
const SHARES: readonly (readonly [share: number, make: (ground: Ground) => void])[] = [
  [60, arm],
  [12, standStill],
  [10, storeAway],
  [8, setClock],
  [6, (ground) => ground.moveDistrict()],
  [4, (ground) => ground.stopHost()],
]

/** One trouble. */
export function makeTrouble(ground: Ground): void {
  if (ground.processes().length === 0) return
  let roll = ground.dice.roll() * 100
  for (const [share, make] of SHARES) {
    roll -= share
    if (roll < 0) return make(ground)
  }
}

/** Some points are passed only when somebody makes them be. */
function arm(ground: Ground): void {
  const { dice, crashes } = ground
  const armed = crashes.arm(dice)
  const orchestrators = ground.processes().filter(({ role }) => role === 'orchestrator')
  if (armed === 'CLK orchestrator' && orchestrators.length > 0) crashes.pass(armed, dice.pick(orchestrators))
  const leader = ground.leader()
  if (armed === 'CLK lead' && leader) pause(ground, leader, LEASE_MS)
  if (armed === 'CLK give' || armed === 'CLK take') ground.moveDistrict()
}

function standStill(ground: Ground): void {
  pause(ground, ground.dice.pick(ground.processes()))
}

function pause({ dice, note }: Ground, process: SimProcess, leastMs = 200): void {
  note(`${process.name} stands still`)
  process.pause(dice.between(leastMs, 8_000))
}

function storeAway({ dice, note, storeAway: goAway }: Ground): void {
  note('the store is away')
  goAway(dice.between(100, 5_000))
}

/** Now and then somebody notices, and sets it right. */
function setClock({ dice, note, processes, after, isAlone, tickMs }: Ground): void {
  const process = dice.pick(processes())
  note(`the clock of ${process.name} is set`)
  const mostMs = isAlone ? FAR_MS : Math.min(FAR_MS, dice.pick(JUMP_TICKS) * tickMs)
  process.jump(dice.between(-mostMs, mostMs))
  if (dice.chance(0.7)) after(dice.between(500, 20_000), () => process.jump(0))
}
