import { ManualClock } from '@civitas/kit'
import { expect, test } from 'vitest'
import { createRateLimiter } from './rate-limiter.ts'

test('[§9] credits come back steadily up to the burst, and a refusal says when the next one is there', async () => {
  const clock = new ManualClock()
  const limiter = createRateLimiter(clock, { perMinute: 60, burst: 3 })
  for (let i = 0; i < 3; i++) expect(limiter.take('a')).toEqual({ ok: true })
  expect(limiter.take('a')).toEqual({ ok: false, retryAfterMs: 1_000 })
  await clock.advance(400)
  expect(limiter.take('a')).toEqual({ ok: false, retryAfterMs: 600 })
  await clock.advance(600)
  expect(limiter.take('a')).toEqual({ ok: true })
  await clock.advance(3_600_000)
  for (let i = 0; i < 3; i++) expect(limiter.take('a').ok).toBe(true)
  expect(limiter.take('a').ok).toBe(false)
})

test('[§9] one caller does not take credits of another, and a refusal costs nothing', async () => {
  const clock = new ManualClock()
  const limiter = createRateLimiter(clock, { perMinute: 60, burst: 1 })
  limiter.take('a')
  for (let i = 0; i < 50; i++) expect(limiter.take('a').ok).toBe(false)
  expect(limiter.take('b').ok).toBe(true)
  await clock.advance(1_000)
  expect(limiter.take('a').ok).toBe(true)
})
