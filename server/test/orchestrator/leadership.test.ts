import { ManualClock } from '@civitas/kit'
import { openMemoryStore } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { expect, it } from 'vitest'
import { leadInTurn } from '../../src/orchestrator/leadership.ts'

const { log } = quietTelemetry().child('orchestrator')

function twoOrchestrators() {
  const clock = new ManualClock(1_000)
  const { leases } = openMemoryStore({ nowMs: () => clock.wallMs() })
  const leading = new Set<string>()
  const start = (holder: string) => {
    const stop = new AbortController()
    const term = async (signal: AbortSignal) => {
      leading.add(holder)
      while (!signal.aborted) await clock.sleep(100, signal)
      leading.delete(holder)
    }
    const ended = leadInTurn({ leases, clock, log }, { name: 'orchestrator:main', holder }, term, stop.signal)
    return { stop, ended }
  }
  return { clock, leases, leading, start }
}

it('[CLK-2] one leads, the other stands by and leads when the first one stops', async () => {
  const { clock, leading, start } = twoOrchestrators()
  const one = start('one')
  await clock.advance(100)
  start('two')
  await clock.advance(10_000)
  expect([...leading]).toEqual(['one'])
  one.stop.abort()
  await one.ended
  await clock.advance(1_500)
  expect([...leading]).toEqual(['two'])
})

it('[CLK-2] a leader whose lease was taken stops at its next renewal', async () => {
  const { clock, leases, leading, start } = twoOrchestrators()
  start('one')
  await clock.advance(100)
  await leases.acquire('orchestrator:main', 'usurper', 60_000, true)
  await clock.advance(1_500)
  expect([...leading]).toEqual([])
})

it('[CLK-2] a leader that cannot renew stops before its lease runs out', async () => {
  const { clock, leases, leading, start } = twoOrchestrators()
  start('one')
  await clock.advance(100)
  leases.renew = () => new Promise(() => {})
  await clock.advance(2_000)
  expect([...leading]).toEqual(['one'])
  await clock.advance(900)
  expect([...leading]).toEqual([])
})
