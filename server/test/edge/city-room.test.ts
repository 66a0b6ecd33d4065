import { hash32 } from '@civitas/kit'
import { CAMERA_MESSAGE, RESYNC_MESSAGE } from '@civitas/schema'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../helpers/fake-city.ts'
import type { Walker } from '../helpers/tile-writer.ts'
import { truth, ViewedCity, type Viewer } from '../helpers/viewers.ts'

const WEST = { views: [{ district: 0, x0: 0, y0: 0, x1: 3, y1: 7 }] }
const EAST = { views: [{ district: 0, x0: 4, y0: 0, x1: 7, y1: 7 }] }

/** Sixty residents over the whole district, walking about, turning at its edges. */
function crowd(): Walker[] {
  return Array.from({ length: 60 }, (_, at) => {
    const resident = at + 1
    return { resident, x: hash32(1, 0, resident, 1) % 4_096, y: hash32(1, 0, resident, 2) % 4_096, pose: 1 }
  })
}

function walk(walkers: readonly Walker[], step: number): void {
  for (const walker of walkers) {
    const move = (at: number, purpose: number) =>
      Math.min(4_095, Math.max(0, at + (hash32(2, step, walker.resident, purpose) % 61) - 30))
    walker.x = move(walker.x, 3)
    walker.y = move(walker.y, 4)
    walker.pose = hash32(2, step, walker.resident, 5) % 7
  }
}

describe('the city room', () => {
  let at: ViewedCity
  const viewers: Viewer[] = []
  const join = async (camera?: object) => {
    const viewer = await at.join(camera)
    viewers.push(viewer)
    return viewer
  }
  const frame = (options: Parameters<ViewedCity['frame']>[0] = {}) => {
    walk(at.walkers, at.step)
    at.frame(options)
  }

  beforeAll(async () => {
    at = await ViewedCity.start()
  })

  afterAll(() => at.stop())

  beforeEach(() => {
    at.walkers = crowd()
    at.restartHost()
    at.frame()
  })

  afterEach(async () => {
    await Promise.all(viewers.splice(0).map(({ room }) => room.leave()))
  })

  it('shows a viewer who joins late keyframes, then deltas that give exactly the true positions', async () => {
    const viewer = await join()
    await until(() => viewer.positions().size === 60)
    for (let frames = 0; frames < 30; frames++) {
      frame()
      const { step } = at
      await until(() => viewer.step === step)
      expect(viewer.positions()).toEqual(truth(at.walkers))
    }
    expect(viewer.keyframes.filter((count) => count > 0)).toHaveLength(1)
    expect(viewer.sequences).toEqual(viewer.sequences.map((_, index) => (viewer.sequences[0] ?? 0) + index))
    expect(viewer.faults).toEqual([])
  })
})
