// One orchestrator acts, the others stand by: who holds the lease leads, and stops when it may not go on. [CLK-2]
import type { Clock } from '@civitas/kit'
import type { Leases } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'

const TTL_MS = 3_000
const RENEW_MS = 1_000
/** A leader that could not renew stops itself this long before the lease runs out. */
const SAFETY_MS = 500

export interface LeadershipDeps {
  leases: Leases
  clock: Clock
  log: Logger
}

/** Waits for the lease `name`, runs `term` while it holds, and waits again, until `stop` aborts. Never rejects. */
export async function leadInTurn(
  deps: LeadershipDeps,
  { name, holder }: { name: string; holder: string },
  term: (signal: AbortSignal) => Promise<void>,
  stop: AbortSignal,
): Promise<void> {
  const { leases, clock, log } = deps
  while (!stop.aborted) {
    try {
      const askedMs = clock.monotonicMs()
      const taken = await leases.acquire(name, holder, TTL_MS)
      if (taken) await lead(deps, { name, token: taken.token, untilMs: askedMs + TTL_MS - SAFETY_MS }, term, stop)
    } catch (error) {
      log.warn({ err: error, lease: name }, 'not leading')
    }
    await clock.sleep(RENEW_MS, stop)
  }
}

async function lead(
  { leases, clock, log }: LeadershipDeps,
  { name, token, untilMs }: { name: string; token: number; untilMs: number },
  term: (signal: AbortSignal) => Promise<void>,
  stop: AbortSignal,
): Promise<void> {
  const ending = new AbortController()
  const signal = AbortSignal.any([ending.signal, stop])
  log.info({ lease: name, epoch: token }, 'leading')
  const served = term(signal).finally(() => ending.abort())
  served.catch(() => {})
  let heldUntilMs = untilMs
  while (!signal.aborted) {
    await clock.sleep(RENEW_MS, signal)
    const askedMs = clock.monotonicMs()
    if (signal.aborted) break
    const renewing = leases.renew(name, token, TTL_MS).catch(() => undefined)
    const tired = clock.sleep(Math.max(0, heldUntilMs - askedMs), signal).then(() => undefined)
    const renewed = await Promise.race([renewing, tired])
    if (renewed) heldUntilMs = askedMs + TTL_MS - SAFETY_MS
    if (renewed === false || clock.monotonicMs() >= heldUntilMs) ending.abort(new Error('the lease is lost'))
  }
  await leases.release(name, token).catch(() => {})
  await served
}
