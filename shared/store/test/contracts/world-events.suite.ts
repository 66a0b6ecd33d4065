import { describe, expect, test } from 'vitest'
import type { QueuedEvent, Store } from '../../src/index.ts'
import { newName } from '../helpers/make.ts'

function eventOf(id: string, dueMs: number, targets = ['market', 'old-town']): QueuedEvent {
  return { id, dueMs, targets, event: { kind: 'holiday', holiday: 'regatta' } }
}

export function worldEventsSuite(store: () => Store): void {
  describe('WorldEvents', () => {
    const due = async (branch: string, cityMs: number, limit = 10) => {
      return (await store().worldEvents.due(branch, cityMs, limit)).map(({ id }) => id)
    }

    test('[CLK-1] what is due comes earliest first; a repeat changes nothing', async () => {
      const branch = newName()
      const { worldEvents } = store()
      const [first, second] = [eventOf('b/1', 1_000), eventOf('a/2', 90_000_000_000_000, [])]
      await worldEvents.add(branch, [])
      await worldEvents.add(branch, [second, first, eventOf('a/1', 1_000)])
      await worldEvents.add(branch, [{ ...first, dueMs: 5, targets: ['harbour'] }])
      expect(await due(branch, 999.5)).toEqual([])
      expect(await due(branch, 1_000.5)).toEqual(['a/1', 'b/1'])
      expect(await due(branch, 1_000, 1)).toEqual(['a/1'])
      expect(await worldEvents.due(branch, Number.MAX_SAFE_INTEGER, 10)).toEqual([eventOf('a/1', 1_000), first, second])
      expect(await due(newName(), Number.MAX_SAFE_INTEGER)).toEqual([])
    })

    test('[CMD-1] handed over once, to each target, whoever asks and however often', async () => {
      const branch = newName()
      const { worldEvents, commands } = store()
      await worldEvents.add(branch, [eventOf('fair/3', 5)])
      const answers = await Promise.all([1, 2, 3].map(() => worldEvents.handOver(branch, 'fair/3')))
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect(await worldEvents.handOver(branch, 'unknown')).toBe(false)
      const command = { kind: 'world_event', event_id: 'fair/3', event: { kind: 'holiday', holiday: 'regatta' } }
      for (const district of ['market', 'old-town']) {
        const id = `${branch}/event/fair/3/${district}`
        expect(await commands.pending(branch, district, 10)).toEqual([{ id, command }])
      }
      expect(await due(branch, 5)).toEqual([])
      await worldEvents.add(branch, [eventOf('fair/3', 5)])
      expect(await due(branch, 5)).toEqual([])
    })

    test('what was handed over is forgotten in time, what waits is not', async () => {
      const branch = newName()
      const { worldEvents } = store()
      await worldEvents.add(branch, [eventOf('a', 5), eventOf('b', 6), eventOf('c', 5)])
      await worldEvents.handOver(branch, 'a')
      await worldEvents.handOver(branch, 'b')
      await worldEvents.forget(branch, 6)
      await worldEvents.add(branch, [eventOf('a', 7), eventOf('b', 7)])
      expect(await due(branch, 10)).toEqual(['c', 'a'])
    })
  })
}
