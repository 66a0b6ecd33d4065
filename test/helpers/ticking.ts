// A city that ticks on: its tick number grows while one looks.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'

const LOOKS = 100
const BETWEEN_LOOKS_MS = 100

/** Fails unless the city's tick moves while it is watched. */
export async function expectTicking(url: string): Promise<void> {
  const first = await tickOf(url)
  let now = first
  for (let look = 0; look < LOOKS && now <= first; look++) {
    await sleep(BETWEEN_LOOKS_MS)
    now = await tickOf(url)
  }
  expect(now, 'the tick stands still').toBeGreaterThan(first)
}

/** The newest committed tick that the gateway knows. */
export async function tickOf(url: string): Promise<number> {
  const world = (await (await fetch(`${url}/api/v1/world`)).json()) as { tick: number }
  return world.tick
}
