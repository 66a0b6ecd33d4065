// One life of a district on this host: recovered under a lease, run until it is told to end or loses its place. [CLK-2]
import type { HeldDistrict } from '@civitas/bus/presence'
import { routineMap } from '../sim/index.ts'
import type { Lease } from './durable/lease.ts'
import { recover } from './durable/recovery.ts'
import { type DistrictOptions, type HostDeps, type LiveDistrict, openDistrict } from './live.ts'
import { runLoop, runToBoundary } from './loop.ts'
import { serve } from './serve.ts'

/** How long a graceful end waits for the store before it leaves the rest to recovery. */
const STOP_PATIENCE_MS = 5_000

export interface Life {
  live: LiveDistrict
  lease: Lease
}

/** As the other processes are told. */
export function heldBy({ live }: Life): HeldDistrict {
  return { district: live.options.district, epoch: live.epoch, tick: live.world.tick }
}

/** Recovers under the lease. Rejects with `RecoveryError`, or with what the store said. */
export async function openLife(deps: HostDeps, options: DistrictOptions, lease: Lease): Promise<Life> {
  const startMs = deps.clock.monotonicMs()
  const recovered = await recover(deps.store, options)
  const live = openDistrict(deps, options, { epoch: lease.token, recovered })
  const { ticksReplayed } = recovered
  const tookMs = Math.round(deps.clock.monotonicMs() - startMs)
  deps.log.info({ district: options.district, tick: live.world.tick, ticksReplayed, tookMs }, 'district recovered')
  await live.routine.prepare(routineMap(live.world))
  await live.commands.fetch()
  return { live, lease }
}

/** Runs until `stop` aborts, then ends with a snapshot at the head. Resolves with what ended it before, or with nothing. */
export async function runLife({ live, lease }: Life, stop: AbortSignal, kept?: Promise<void>): Promise<unknown> {
  const ending = new AbortController()
  const signal = AbortSignal.any([ending.signal, stop])
  const close = serve(live)
  void live.commands.run(signal)
  try {
    // Whoever fails first ends the life at once; a stop ends loop and lease alike.
    const loop = runLoop(live, signal)
    const lost = live.lane.ended.then((error) => Promise.reject(error))
    await Promise.race([loop, lost, (kept ?? lease.keep(signal)).then(() => loop)])
    await finish(live)
    return undefined
  } catch (error) {
    return error ?? new Error('ended without a reason')
  } finally {
    ending.abort()
    close()
    live.lane.close()
    await lease.release()
  }
}

/** The last tick of a graceful stop; without an answer from the store it is left to recovery. */
async function finish(live: LiveDistrict): Promise<void> {
  const { clock, log } = live.deps
  const patience = new AbortController()
  const done = runToBoundary(live).then(() => true)
  const tired = clock.sleep(STOP_PATIENCE_MS, patience.signal).then(() => false)
  const ended = await Promise.race([done, tired]).finally(() => patience.abort())
  const { district } = live.options
  if (ended) log.info({ district, tick: live.world.tick }, 'district stopped at its head')
  else log.warn({ district }, 'the store did not answer in time: the last ticks are left to recovery')
}
