import { ManualClock } from '@civitas/kit'
import type { InboxRequest } from '@civitas/schema'
import { type Commands, openMemoryStore } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { describe, expect, it } from 'vitest'
import { CommandInbox } from '../../src/host/command-inbox.ts'
import { Intake, MAX_WAITING_PER_AGENT } from '../../src/host/intake.ts'

const RETRY_MS = 1_000

function intakeThat(is: { paused?: boolean } = {}): Intake {
  return new Intake({
    lives: (resident) => resident < 10,
    movedTo: (resident) => (resident === 20 ? 'market' : undefined),
    paused: () => is.paused ?? false,
    retryAfterMs: RETRY_MS,
  })
}

function requestOf(resident: number, key: string): InboxRequest {
  const action = { name: 'wait', parameters: { minutes: 5 } } as const
  const texts = [{ id: `t_${key}`, kind: 'reasoning', text: 'because' }] as const
  return { input: { type: 'action', resident, action, action_id: `act_${key}`, key }, texts: [...texts], trace: key }
}

describe('intake', () => {
  it('[ACT-7] keeps eight actions of one agent, and refuses the ninth as busy', () => {
    const intake = intakeThat()
    for (let count = 0; count < MAX_WAITING_PER_AGENT; count++) {
      expect(intake.offer(requestOf(1, `k${count}`))).toEqual({ status: 'queued' })
    }
    expect(intake.offer(requestOf(1, 'k9'))).toEqual({ status: 'busy', retry_after_ms: RETRY_MS })
    expect(intake.offer(requestOf(2, 'k1'))).toEqual({ status: 'queued' })
  })

  it('[ACT-5] takes nothing while the store is behind', () => {
    expect(intakeThat({ paused: true }).offer(requestOf(1, 'k1'))).toMatchObject({ status: 'busy' })
  })

  it('knows who lives here', () => {
    expect(intakeThat().offer(requestOf(10, 'k1'))).toEqual({ status: 'unknown_agent' })
  })

  it('[HND] knows where those went who left', () => {
    expect(intakeThat().offer(requestOf(20, 'k1'))).toEqual({ status: 'moved', district: 'market' })
  })

  it('hands everything over once, in order of arrival, with texts and traces beside it', () => {
    const intake = intakeThat()
    intake.offer(requestOf(2, 'a'))
    intake.offer(requestOf(1, 'b'))
    const { inputs, texts, traces } = intake.drain()
    expect(inputs.map(({ key, sequence }) => [key, sequence])).toEqual([
      ['a', 0],
      ['b', 1],
    ])
    expect(texts.map(({ id }) => id)).toEqual(['t_a', 't_b'])
    expect(traces.get('act_b')).toBe('b')
    expect(intake.drain().inputs).toEqual([])
    expect(intake.offer(requestOf(1, 'c'))).toEqual({ status: 'queued' })
  })
})

describe('the inbox of commands', () => {
  const retire = { kind: 'retire', resident: 7 } as const
  const of = { branch: 'main', district: 'old-town' }

  function inboxOf(commands: Commands): CommandInbox {
    return new CommandInbox({ commands, clock: new ManualClock(), log: quietTelemetry().log }, of)
  }

  it('[CMD-1] gives a command out once, though the store lists it until the commit', async () => {
    const { commands } = openMemoryStore()
    const inbox = inboxOf(commands)
    await commands.add('main', 'old-town', 'c1', retire)
    await commands.add('main', 'market', 'c2', retire)
    await inbox.fetch()
    expect(inbox.take(1)).toEqual([{ type: 'command', id: 'c1', command: retire }])
    await inbox.fetch()
    expect(inbox.take(1)).toEqual([])
  })

  it('[CMD-2] finds by polling what no message announced', async () => {
    const { commands } = openMemoryStore()
    const clock = new ManualClock()
    const inbox = new CommandInbox({ commands, clock, log: quietTelemetry().log }, of)
    const stop = new AbortController()
    const polling = inbox.run(stop.signal)
    await clock.advance(500)
    await commands.add('main', 'old-town', 'c1', retire)
    await clock.advance(1_000)
    stop.abort()
    await polling
    expect(inbox.take(1).map(({ id }) => id)).toEqual(['c1'])
  })

  it('survives a store that cannot answer', async () => {
    const { commands } = openMemoryStore()
    const failing = { ...commands, pending: () => Promise.reject(new Error('away')) }
    const inbox = inboxOf(failing)
    await inbox.fetch()
    expect(inbox.take(1)).toEqual([])
  })
})
