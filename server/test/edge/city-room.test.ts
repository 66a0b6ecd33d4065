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
    await Promise.all(viewers.splice(0).map(async ({ left, room }) => left ?? (await room.leave())))
  })

  it('shows a viewer who joins late keyframes, then deltas that give exactly the true positions', async () => {
    const viewer = await join()
    await until(() => viewer.positions().size === 60)
    for (let frames = 0; frames < 15; frames++) {
      frame()
      const { step } = at
      await until(() => viewer.step === step)
      expect(viewer.positions()).toEqual(truth(at.walkers))
    }
    expect(viewer.keyframes.filter((count) => count > 0)).toHaveLength(1)
    expect(viewer.sequences).toEqual(viewer.sequences.map((_, index) => (viewer.sequences[0] ?? 0) + index))
    expect(viewer.faults).toEqual([])
  })

  it('a camera brings keyframes of what it newly sees, and no deltas of what it does not', async () => {
    const viewer = await join(WEST)
    const inside = (camera: typeof WEST) => {
      const [view] = camera.views
      return truth(at.walkers.filter(({ x }) => view && x >> 9 >= view.x0 && x >> 9 <= view.x1))
    }
    await until(() => viewer.tiles.size === 32)
    frame()
    await until(() => viewer.step === at.step)
    expect(viewer.positions()).toEqual(inside(WEST))
    viewer.tiles.clear()
    viewer.room.send(CAMERA_MESSAGE, EAST)
    await until(() => viewer.tiles.size === 32)
    for (let frames = 0; frames < 5; frames++) {
      frame()
      await until(() => viewer.step === at.step)
    }
    expect(viewer.positions()).toEqual(inside(EAST))
    expect(viewer.faults).toEqual([])
  })

  it('a lost frame leaves nothing wrong on show: the next keyframes make it exact again', async () => {
    const viewer = await join()
    await until(() => viewer.positions().size === 60)
    const gaps = at.city.counts.get('city_gap') ?? 0
    frame({ lost: true })
    frame()
    await until(() => (at.city.counts.get('city_gap') ?? 0) === gaps + 1)
    frame({ keyframe: true })
    frame()
    const { step } = at
    await until(() => viewer.step === step)
    expect(viewer.positions()).toEqual(truth(at.walkers))
    expect(viewer.faults).toEqual([])
  })

  it('[ACT-2] a new epoch takes back what ran ahead: keyframes for everybody', async () => {
    const viewer = await join()
    await until(() => viewer.positions().size === 60)
    at.walkers = crowd().slice(0, 40)
    at.restartHost()
    frame()
    frame()
    const { step } = at
    await until(() => viewer.step === step)
    expect(viewer.positions()).toEqual(truth(at.walkers))
  })

  it('[CLK-2] frames of a host that lost its lease are not shown', async () => {
    const viewer = await join()
    await until(() => viewer.positions().size === 60)
    at.epoch--
    frame()
    at.epoch++
    at.sequence--
    walk(at.walkers, at.step)
    frame({ keyframe: true })
    const { step } = at
    await until(() => viewer.step === step)
    expect(viewer.positions()).toEqual(truth(at.walkers))
    expect(viewer.faults).toEqual([])
  })

  it('a viewer that asks again and again gets keyframes once a second', async () => {
    const viewer = await join()
    await until(() => viewer.keyframes.length > 3)
    const rounds = () => viewer.keyframes.filter((count) => count > 0).length
    const before = rounds()
    for (let count = 0; count < 10; count++) viewer.room.send(RESYNC_MESSAGE)
    const bundles = viewer.keyframes.length
    await until(() => viewer.keyframes.length >= bundles + 6)
    expect(rounds() - before).toBe(1)
    expect(viewer.positions().size).toBe(60)
  })

  it('facts and clock reach every viewer, the clock at once', async () => {
    await at.city.run()
    await at.city.delivered()
    const viewer = await join()
    await until(() => viewer.clocks.length === 1)
    const fact = { type: 'said', agent_id: 'a1', words: { text_id: 't_1' }, place: 'square' } as const
    await at.city.run([], { facts: [fact], texts: [{ id: 't_1', kind: 'speech', text: 'Look!' }] })
    await until(() => viewer.facts.length === 1 && viewer.clocks.length === 2)
    expect(viewer.facts[0]).toMatchObject({ type: 'said', name: 'Name 1', text: 'Look!', district: 'old-town' })
    expect(viewer.clocks[1]).toEqual(at.city.clock())
  })

  it('a camera that is none changes nothing', async () => {
    const viewer = await join()
    viewer.room.send(CAMERA_MESSAGE, { views: [{ district: -1 }] })
    await until(() => viewer.positions().size === 60)
    expect(viewer.left).toBeUndefined()
  })

  it.each([
    ['sends what no room knows', 'dance', 1],
    ['sends more than thirty messages in a second', CAMERA_MESSAGE, 100],
  ])('a viewer that %s is let go, others stay', async (_what, type, count) => {
    const [viewer, other] = [await join(), await join()]
    await until(() => viewer.positions().size === 60)
    for (let sent = 0; sent < count; sent++) viewer.room.send(type, WEST)
    await until(() => viewer.left !== undefined)
    expect(other.left).toBeUndefined()
  })

  it.each([
    ['/matchmake/create/city', 400],
    ['/matchmake/joinOrCreate/nowhere', 520],
    ['/matchmake/joinById/unknown', 522],
    ['/matchmake/joinOrCreate/a%20b', 400],
  ])('matchmaking by %s is refused', async (path, status) => {
    const response = await fetch(at.origin + path, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await response.json()).toMatchObject({ code: status })
    expect(response.status).toBe(status)
  })

  it.each(['/ws/agent', '/', '/process/nowhere', '/a/b/c?x=1'])('an upgrade of %s is refused', async (path) => {
    const socket = new WebSocket(at.origin.replace('http', 'ws') + path)
    const outcome = await new Promise((resolve) => {
      socket.addEventListener('open', () => resolve('open'))
      socket.addEventListener('error', () => resolve('refused'))
    })
    expect(outcome).toBe('refused')
  })

  it('a seat that was not reserved is not given', async () => {
    const socket = new WebSocket(`${at.origin.replace('http', 'ws')}/process/city?sessionId=stolen`)
    const code = await new Promise((resolve) => socket.addEventListener('close', (event) => resolve(event.code)))
    expect(code).toBe(4002)
  })
})
