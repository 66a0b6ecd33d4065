import { FIRST_OWNED_RESIDENT } from '@civitas/schema/ids'
import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../../net/motion.ts'
import { Crowd, FLAGS, MOST_DRAWN, STRIDE } from './crowd.ts'

function snapshot(step: number, people: readonly (readonly [resident: number, x: number, y: number])[]): Snapshot {
  return {
    step,
    residents: people.map(([resident]) => resident),
    x: Float32Array.from(people, ([, x]) => x),
    y: Float32Array.from(people, ([, , y]) => y),
    pose: new Uint8Array(people.length).fill(1),
    index: new Map(people.map(([resident], place) => [resident, place])),
    border: { left: [], came: [] },
  }
}

const pair = (from: Snapshot, to: Snapshot, alpha = 0.5) => ({ from, to, alpha })

describe('the instance buffers', () => {
  it('hold both ends of everybody’s way, less than a metre beside the true place', () => {
    const crowd = new Crowd()
    crowd.take([pair(snapshot(1, [[7, 10, 20]]), snapshot(2, [[7, 13, 20]]))])
    expect(crowd.count).toBe(1)
    expect(Math.hypot((crowd.from[0] ?? 0) - 10, (crowd.from[1] ?? 0) - 20)).toBeLessThan(1)
    expect(Math.hypot((crowd.to[0] ?? 0) - 13, (crowd.to[1] ?? 0) - 20)).toBeLessThan(1)
    expect((crowd.to[0] ?? 0) - (crowd.from[0] ?? 0)).toBeCloseTo(3, 4)
  })

  it('let somebody who just appeared stand, instead of glide in from elsewhere', () => {
    const crowd = new Crowd()
    crowd.take([pair(snapshot(1, []), snapshot(2, [[7, 13, 20]]))])
    expect(crowd.from[0]).toBe(crowd.to[0])
  })

  it('turn people to where they walk, and leave those who stand as they stood', () => {
    const crowd = new Crowd()
    const east = snapshot(2, [[7, 13, 20]])
    crowd.take([pair(snapshot(1, [[7, 10, 20]]), east)])
    expect(crowd.to[2]).toBeCloseTo(Math.PI / 2)
    crowd.take([pair(east, snapshot(3, [[7, 13, 20]]))])
    expect([crowd.from[2], crowd.to[2]].map((heading) => heading?.toFixed(3))).toEqual(['1.571', '1.571'])
  })

  it('carry who it is, of which district, and whether owned or chosen', () => {
    const crowd = new Crowd()
    const here = snapshot(2, [[FIRST_OWNED_RESIDENT, 1, 1]])
    crowd.take([undefined, pair(here, here)], { chosen: FIRST_OWNED_RESIDENT })
    expect([crowd.look[0], crowd.look[1], crowd.look[3]]).toEqual([FIRST_OWNED_RESIDENT, 1, FLAGS.owned + FLAGS.chosen])
    expect(crowd.steps).toEqual([undefined, 2])
    expect(crowd.placeOf(FIRST_OWNED_RESIDENT)).toBe(0)
    expect(crowd.residentAt(0)).toBe(FIRST_OWNED_RESIDENT)
    expect(crowd.residentAt(1)).toBeUndefined()
  })

  it('tell when they need to be written again', () => {
    const crowd = new Crowd()
    const [a, b, c] = [snapshot(1, []), snapshot(2, []), snapshot(3, [])]
    crowd.take([pair(a, b)])
    expect(crowd.differs([pair(a, b, 0.9)])).toBe(false)
    expect(crowd.differs([pair(b, c)])).toBe(true)
    expect(crowd.differs([pair(a, b)], { chosen: 7 })).toBe(true)
    expect(crowd.differs([pair(a, b)], { shiftX: 2 })).toBe(true)
    expect(crowd.differs([undefined])).toBe(true)
  })

  it('interpolate on the processor as the shader does', () => {
    const crowd = new Crowd()
    crowd.take([pair(snapshot(1, [[7, 10, 20]]), snapshot(2, [[7, 14, 20]]))])
    expect(crowd.positionAt(0, [0.25]).x).toBeCloseTo((crowd.from[0] ?? 0) + 1, 4)
  })

  it('[HND-3] keep a place for who waits at a gate, under its head too, and let it walk on from there', () => {
    const crowd = new Crowd()
    const west = { left: [{ resident: 7, x: 256, y: 128, pose: 0, epoch: 1, step: 2 }], came: [] }
    const gone = { ...snapshot(2, []), border: west }
    const empty = snapshot(2, [])
    crowd.take([pair(gone, gone), pair(empty, empty)])
    expect([crowd.count, crowd.waiting, crowd.placeOf(7)]).toEqual([1, [7], 0])
    const before = crowd.positionAt(0, [1, 1])
    const east = { ...snapshot(3, [[7, 256.3, 128]]), border: { left: [], came: [{ resident: 7, epoch: 1 }] } }
    crowd.take([pair(gone, gone), pair(empty, east)])
    expect([crowd.count, crowd.waiting]).toEqual([1, []])
    expect(crowd.positionAt(0, [1, 0])).toEqual(before)
    expect(crowd.positionAt(0, [1, 1]).x).toBeCloseTo(before.x + 0.3, 3)
  })

  it('[HND-4] are written again when somebody came to a district out of sight', () => {
    const crowd = new Crowd()
    const here = snapshot(2, [[7, 256, 128]])
    const samples = [pair(here, here), undefined]
    const nobody = [here.border, { left: [], came: [] }]
    crowd.take(samples, { borders: nobody })
    expect([crowd.count, crowd.differs(samples, { borders: nobody })]).toEqual([1, false])
    const borders = [here.border, { left: [], came: [{ resident: 7, epoch: 1 }] }]
    expect(crowd.differs(samples, { borders })).toBe(true)
    crowd.take(samples, { borders })
    expect(crowd.count).toBe(0)
  })

  it('leave out whoever is beyond their capacity', () => {
    const crowd = new Crowd()
    const all = snapshot(
      1,
      Array.from({ length: MOST_DRAWN + 10 }, (_, resident) => [resident + 1, 0, 0] as const),
    )
    crowd.take([pair(all, all)])
    expect(crowd.count).toBe(MOST_DRAWN)
    expect(crowd.to).toHaveLength(MOST_DRAWN * STRIDE)
  })
})
