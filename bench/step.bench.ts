// The step and the tick of a district: walkers against a bare loop that does the same arithmetic, and what settling costs.
import { readFileSync } from 'node:fs'
import { getHeapStatistics } from 'node:v8'
import { assert, must } from '@civitas/kit'
import type { SimInput } from '@civitas/schema'
import { createEmptyWorld, addResident, type World } from '../districts/src/sim/world.ts'
import { WALK_PER_STEP } from '../districts/src/sim/limits.ts'
import { headFor, moveBodies, nodePoint, STANDING } from '../districts/src/sim/space/motion.ts'
import { encodeWorld, loadCity, observe, parseScenario, settle, step, TileEncoder } from '../districts/src/sim/index.ts'
import type { Bench } from './report.ts'

const SCENARIO = new URL('../districts/scenarios/tiny.json', import.meta.url)
const BUDGET_WALKERS = 10_000
const CROWD = 100_000
/** Among so few a walker costs least. */
const FEW = 1_000
/** As for the tick: what no longer fits the caches costs more. */
const LINEAR = 3
const STEP_BUDGET_MS = 100
const ROUNDS = 200
/** Ticks in a row; nobody gets on in them, for settling moves nobody. */
const QUIET_TICKS = 10
const HEAP_RUNS = 15
/** Not one object, not one number on the heap: the smallest takes 12. */
const HEAP_BYTES = 1
/** Runs of which the fastest counts: the machine is shared. */
const REPEATS = 5

export const bench: Bench = async (options) => {
  const walkers = options.number('walkers', BUDGET_WALKERS)
  const figures: Record<string, number> = {}
  const { stepMs, bareMs } = compare(walkers)
  figures['stepMs'] = stepMs
  figures['bareMs'] = bareMs
  const crowd = walkingWorld(CROWD)
  const crowdMs = fastest(() => (keepWalking(crowd), timed(20, () => step(crowd))))
  figures['crowdStepMs'] = crowdMs
  const few = walkingWorld(FEW)
  const fewMs = fastest(() => (keepWalking(few), timed(20, () => step(few))))
  figures['fewStepMs'] = fewMs
  const heap = { step: heapOf(step, ROUNDS), settle: heapOf((world) => settle(world, []), QUIET_TICKS) }
  for (const residents of [1_000, 10_000]) Object.assign(figures, settleFigures(residents))
  return {
    name: 'step',
    sizes: { walkers, crowd: CROWD, few: FEW },
    atBudgetSize: walkers === BUDGET_WALKERS,
    verdicts: [
      { what: 'step ÷ bare loop', reached: stepMs / bareMs, limit: 3, unit: '×' },
      { what: 'step of 100,000 walkers', reached: crowdMs, limit: STEP_BUDGET_MS, unit: 'ms' },
      {
        what: 'step of a walker among 100,000 ÷ among 1,000',
        reached: crowdMs / CROWD / (fewMs / FEW),
        limit: LINEAR,
        unit: '×',
      },
      { what: 'heap that a further walker takes in a step', reached: heap.step, limit: HEAP_BYTES, unit: 'B' },
      {
        what: 'heap that a further resident takes in a tick without a decision',
        reached: heap.settle,
        limit: HEAP_BYTES,
        unit: 'B',
      },
    ],
    figures,
  }
}

/** Bytes that each further walker takes in a step, and each further resident in a tick in which all systems run and nobody decides. */
function heapOf(work: (world: World) => unknown, rounds: number): number {
  const [few, many] = [FEW, BUDGET_WALKERS].map((walkers) => heapAmong(walkers, work, rounds))
  return (must(many, 'bytes') - must(few, 'bytes')) / (BUDGET_WALKERS - FEW)
}

/** Bytes that a call leaves on the heap while all walk: the median of several runs, for now and then one meets the compiler or a collection. */
function heapAmong(walkers: number, work: (world: World) => unknown, rounds: number): number {
  const world = walkingWorld(walkers)
  const taken = () => {
    keepWalking(world)
    const before = getHeapStatistics().used_heap_size
    for (let round = 0; round < rounds; round++) work(world)
    const bytes = (getHeapStatistics().used_heap_size - before) / rounds
    assertAllWalk(world)
    return bytes
  }
  for (let run = 0; run < HEAP_RUNS; run++) taken()
  const runs = Array.from({ length: HEAP_RUNS }, taken).toSorted((a, b) => a - b)
  return must(runs[Math.trunc(HEAP_RUNS / 2)], 'a run')
}

/** Turn about, so that both meet the same machine; the fastest of each counts. */
function compare(walkers: number): { stepMs: number; bareMs: number } {
  const world = walkingWorld(walkers)
  const bare = bareLoop(world)
  let stepMs = Number.POSITIVE_INFINITY
  let bareMs = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    stepMs = Math.min(
      stepMs,
      timed(ROUNDS, () => moveBodies(world.motion, world.map.net)),
    )
    assertAllWalk(world)
    bareMs = Math.min(bareMs, timed(ROUNDS, bare))
    keepWalking(world)
  }
  return { stepMs, bareMs }
}

/** The arithmetic of a walking body on streets as long as the town's, and nothing else: no legs, no corners, no goals. */
function bareLoop({ motion, map }: World): () => void {
  const { count } = motion
  const of = (column: Int32Array) => Int32Array.from({ length: count }, (_, i) => column[motion.edge[i] ?? 0] ?? 1)
  const { net } = map
  const [length, startX, startY, alongX, alongY] = [net.length, net.startX, net.startY, net.alongX, net.alongY].map(of)
  if (!length || !startX || !startY || !alongX || !alongY) throw new Error('five columns')
  const progress = Int32Array.from({ length: count }, (_, i) => (i * 61) % (length[i] ?? 1))
  const [x, y] = [new Int32Array(count), new Int32Array(count)]
  return () => {
    for (let i = 0; i < count; i++) {
      const whole = length[i] as number
      let at = (progress[i] as number) + WALK_PER_STEP
      while (at >= whole) at -= whole
      progress[i] = at
      x[i] = (startX[i] as number) + Math.trunc(((alongX[i] as number) * at) / whole)
      y[i] = (startY[i] as number) + Math.trunc(((alongY[i] as number) * at) / whole)
    }
  }
}

/** A district in which everybody walks. */
function walkingWorld(walkers: number): World {
  const city = loadCity(parseScenario(JSON.parse(readFileSync(SCENARIO, 'utf8'))))
  const world = createEmptyWorld(city, 0, 1, { tickMs: 1000, clockRate: 20 })
  for (let number = 1; number <= walkers; number++) {
    addResident(world, number, must(world.map.named[number % world.map.named.length], 'place').node)
  }
  keepWalking(world)
  return world
}

/** Sends everybody to the place farthest away, so that nobody arrives while the clock runs. */
function keepWalking(world: World): void {
  const { motion, map } = world
  const farthest = Array.from({ length: map.net.nodes }, (_, node) => farthestFrom(world, node))
  for (let slot = 0; slot < motion.count; slot++) {
    const node = map.net.from[motion.edge[slot] ?? 0] ?? 0
    headFor(motion, map.net, slot, nodePoint(map.net, farthest[node] ?? 0))
  }
}

/** Who stands costs next to nothing. */
function assertAllWalk({ motion }: World): void {
  assert(!motion.leg.subarray(0, motion.count).includes(STANDING), 'somebody stood still: not a fair measurement')
}

function farthestFrom({ map: { net, named } }: World, node: number): number {
  const far = (goal: number) => net.distance[node * net.nodes + goal] ?? 0
  return named.reduce((best, place) => (far(place.node) > far(best) ? place.node : best), node)
}

/** Ticks with one decision in ten residents, frames of a step, and one observation. */
function settleFigures(residents: number): Record<string, number> {
  const world = walkingWorld(residents)
  keepWalking(world)
  const encoder = new TileEncoder(world)
  encoder.keyframes()
  let sequence = 0
  const inputs = (): SimInput[] =>
    world.residents
      .filter(({ number }) => number % 10 === world.tick % 10)
      .map(({ number }) => {
        const place = must(world.map.named[(number + sequence++) % world.map.named.length], 'place').id
        return { type: 'decision', resident: number, action: { name: 'move_to', parameters: { place } }, sequence }
      })
  const idleMs = fastest(() => timed(10, () => settle(world, [])))
  const busyMs = fastest(() => timed(10, () => settle(world, inputs())))
  let number = 0
  const observeUs = fastest(() => timed(200, () => observe(world, (number++ % residents) + 1))) * 1000
  const framesMs =
    fastest(() => timed(10, () => (step(world), encoder.encode()))) - fastest(() => timed(10, () => step(world)))
  const name = (what: string, unit: string) => `${what}${residents}${unit}`
  return {
    [name('settle', 'Ms')]: idleMs,
    [name('settleWithDecisions', 'Ms')]: busyMs,
    [name('encode', 'Ms')]: fastest(() => timed(5, () => encodeWorld(world))),
    [name('observe', 'Us')]: observeUs,
    [name('frames', 'Ms')]: framesMs,
  }
}

/** Mean milliseconds per call. */
function timed(rounds: number, call: () => unknown): number {
  const startMs = performance.now()
  for (let round = 0; round < rounds; round++) call()
  return (performance.now() - startMs) / rounds
}

function fastest(measure: () => number): number {
  return Math.min(...Array.from({ length: REPEATS }, measure))
}
