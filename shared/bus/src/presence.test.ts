import { ManualClock } from '@civitas/kit'
import { expect, it } from 'vitest'
import { createInProcessBus } from './in-process.ts'
import { Presence, type Role } from './presence.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

function twoProcesses() {
  const clock = new ManualClock(1_000)
  const bus = createInProcessBus()
  const make = (roles: readonly Role[]) => new Presence({ bus, clock }, roles)
  const [one, two] = [make(['gateway']), make(['district', 'agents'])]
  one.start()
  two.start()
  return { clock, one, two }
}

it('[CLK-2] each process knows the others, and itself', async () => {
  const { one, two } = twoProcesses()
  two.describe(() => ({ districts: [{ district: 'market', epoch: 3, tick: 40 }] }))
  two.announce()
  await turn()
  expect(new Map(one.known().map(({ id, status }) => [id, status]))).toEqual(
    new Map([one.id, two.id].map((id) => [id, 'live'])),
  )
  expect(one.hosts().map(({ id, districts }) => [id, districts[0]?.tick])).toEqual([[two.id, 40]])
})

it('[CLK-2] who leaves or falls silent is no host any more, and is forgotten after a while', async () => {
  const { clock, one, two } = twoProcesses()
  await turn()
  two.leave()
  await turn()
  expect(one.hosts()).toEqual([])
  expect(one.known().find(({ id }) => id === two.id)?.status).toBe('leaving')
  two.stop()
  await clock.advance(3_000)
  expect(one.known().find(({ id }) => id === two.id)?.status).toBe('lost')
  await clock.advance(60_000)
  one.announce()
  await turn()
  expect(one.known().map(({ id }) => id)).toEqual([one.id])
})
