// The parts of one life of a district: from a recovered world, under one lease, until it stops or loses its place.
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import type { Fact, RoutineMinds } from '@civitas/schema'
import type { Store } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'
import { movedTo, type World } from '../sim/index.ts'
import { CommandInbox } from './command-inbox.ts'
import { type CommitPipeline, type Lane, MAX_UNCOMMITTED_TICKS } from './durable/commit-pipeline.ts'
import { FramePublisher } from './frames.ts'
import { Intake } from './intake.ts'
import type { HostMetrics } from './metrics.ts'
import { Watchers } from './observations.ts'
import { Pacer } from './time/pacer.ts'
import { PositionRing } from './positions.ts'
import type { DistrictPlace, Recovered } from './durable/recovery.ts'
import { RoutineDesk } from './routine.ts'
import { SnapshotKeeper } from './durable/snapshots.ts'
import type { Timeline } from './time/timeline.ts'

/** What all districts of a process share. */
export interface HostDeps {
  store: Store
  bus: Bus
  minds: RoutineMinds
  clock: Clock
  log: Logger
  metrics: HostMetrics
  pipeline: CommitPipeline
  timeline: Timeline
}

export interface DistrictOptions extends DistrictPlace {
  /** How many districts the city has. */
  count: number
  /** Wait for all built-in minds before each boundary: the same run every time. [DET-2] */
  lockstep: boolean
  /** Keep true positions for tests. */
  test: boolean
}

export interface LiveDistrict {
  deps: HostDeps
  options: DistrictOptions
  /** Fencing token of the lease, and epoch of everything published. [CLK-2] */
  epoch: number
  world: World
  /** Steps made since the beginning of this world. */
  step: number
  /** To be committed with the next tick, though no tick made them. */
  extraFacts: Fact[]
  /** The next tick is to be kept as a snapshot, whatever its number. */
  snapshotNext: boolean
  lane: Lane
  pacer: Pacer
  commands: CommandInbox
  intake: Intake
  routine: RoutineDesk
  watchers: Watchers
  frames: FramePublisher
  snapshots: SnapshotKeeper
  positions: PositionRing | undefined
}

export function openDistrict(
  deps: HostDeps,
  options: DistrictOptions,
  { epoch, recovered }: { epoch: number; recovered: Recovered },
): LiveDistrict {
  const { store, bus, clock, log, timeline } = deps
  const { branch, district, index, count, tickMs } = options
  const { world, newRules } = recovered
  const lane = deps.pipeline.open(world.tick)
  return {
    deps,
    options,
    epoch,
    world,
    step: world.tick * timeline.stepsPerTick,
    extraFacts: newRules ? [newRules] : [],
    snapshotNext: newRules !== undefined,
    lane,
    pacer: new Pacer(timeline, clock, { index, count }),
    commands: new CommandInbox({ commands: store.commands, clock, log }, { branch, district }),
    intake: new Intake({
      lives: (resident) => world.byNumber.has(resident),
      movedTo: (resident) => movedTo(world, resident),
      paused: () => lane.uncommitted >= MAX_UNCOMMITTED_TICKS,
      retryAfterMs: tickMs,
    }),
    routine: new RoutineDesk(deps.minds),
    watchers: new Watchers(clock),
    frames: new FramePublisher(bus, world, { district, index, epoch }),
    snapshots: new SnapshotKeeper(store.snapshots, clock, log),
    positions: options.test ? new PositionRing() : undefined,
  }
}
