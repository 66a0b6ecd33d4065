// Credits per caller: a bucket that fills steadily and holds a burst. One limiter serves every transport alike.
import type { Clock } from '@civitas/kit'

/** How fast credits come back, and how many can be saved up. */
export interface Rate {
  perMinute: number
  burst: number
}

export type Verdict = { ok: true } | { ok: false; retryAfterMs: number }

export interface RateLimiter {
  /** Takes one credit of `who`; refuses without taking when there is none. */
  take(who: string): Verdict
}

const MINUTE_MS = 60_000

/** Callers remembered at most; beyond it the least recent is forgotten, which gives it a full bucket again. */
const MAX_BUCKETS = 50_000

export function createRateLimiter(clock: Clock, { perMinute, burst }: Rate): RateLimiter {
  const perMs = perMinute / MINUTE_MS
  const buckets = new Map<string, { credits: number; atMs: number }>()
  return {
    take(who) {
      const nowMs = clock.monotonicMs()
      const bucket = buckets.get(who) ?? { credits: burst, atMs: nowMs }
      const credits = Math.min(burst, bucket.credits + (nowMs - bucket.atMs) * perMs)
      const allowed = credits >= 1
      buckets.delete(who)
      buckets.set(who, { credits: allowed ? credits - 1 : credits, atMs: nowMs })
      if (buckets.size > MAX_BUCKETS) forgetOldest(buckets)
      return allowed ? { ok: true } : { ok: false, retryAfterMs: Math.ceil((1 - credits) / perMs) }
    },
  }
}

function forgetOldest(buckets: Map<string, unknown>): void {
  const oldest = buckets.keys().next()
  if (!oldest.done) buckets.delete(oldest.value)
}
