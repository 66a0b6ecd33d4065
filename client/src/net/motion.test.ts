import { LEAVER_STEPS } from '@civitas/schema/frame'
import { describe, expect, it } from 'vitest'
import { border, bundle, keyframe, moveOnly } from '../../test/bundles.ts'
import { secondDistrictOnly, shippedMap } from '../../test/maps.ts'
import { Motion } from './motion.ts'

const whole = [
  { district: 0, x0: 0, y0: 0, x1: 7, y1: 7 },
  { district: 1, x0: 0, y0: 0, x1: 7, y1: 7 },
]
const ada = { resident: 7, x: 160, y: 32, pose: 1 }
const section = (step: number, tiles: { tile: number; keyframe: boolean; bytes: Uint8Array }[], epoch = 1) => ({
  district: 0,
  epoch,
  step,
  tiles,
})

function watching(): Motion {
  const motion = new Motion(shippedMap())
  motion.setViews(whole)
  return motion
}

const at = (motion: Motion, nowMs = 10_000) => motion.samples(nowMs)[0]?.to

describe('the mirror of who is where', () => {
  it('[§13] places a member by its tile and its district, in city metres', () => {
    const motion = new Motion(secondDistrictOnly())
    motion.setViews(whole)
    motion.apply(bundle(1, [section(1, [{ tile: 9, keyframe: true, bytes: keyframe([ada]) }])]), 0)
    expect([at(motion)?.x[0], at(motion)?.y[0]]).toEqual([256 + 32 + 10, 32 + 2])
  })

  it('[§13] follows deltas', () => {
    const motion = watching()
    motion.apply(bundle(1, [section(1, [{ tile: 0, keyframe: true, bytes: keyframe([ada]) }])]), 0)
    const complete = motion.apply(bundle(2, [section(2, [{ tile: 0, keyframe: false, bytes: moveOnly(8, -16) }])]), 100)
    expect(complete).toBe(true)
    expect([at(motion)?.x[0], at(motion)?.y[0]]).toEqual([10.5, 1])
  })

  it('asks for keyframes after a gap, and shows the last known places meanwhile', () => {
    const motion = watching()
    motion.apply(bundle(1, [section(1, [{ tile: 0, keyframe: true, bytes: keyframe([ada]) }])]), 0)
    const gap = bundle(3, [section(3, [{ tile: 0, keyframe: false, bytes: moveOnly(8, 0) }])])
    expect(motion.apply(gap, 200)).toBe(false)
    expect(at(motion)?.residents).toEqual([7])
    const healed = bundle(4, [section(4, [{ tile: 0, keyframe: true, bytes: keyframe([{ ...ada, x: 0 }]) }])])
    expect(motion.apply(healed, 300)).toBe(true)
    expect(at(motion)?.x[0]).toBe(0)
  })

  it('asks for keyframes when a delta does not fit', () => {
    const motion = watching()
    motion.apply(bundle(1, [section(1, [{ tile: 0, keyframe: true, bytes: keyframe([]) }])]), 0)
    const foreign = bundle(2, [section(2, [{ tile: 0, keyframe: false, bytes: new Uint8Array([1, 5]) }])])
    expect(motion.apply(foreign, 100)).toBe(false)
  })

  it('[ACT-2] forgets what an older epoch said', () => {
    const motion = watching()
    motion.apply(bundle(1, [section(50, [{ tile: 0, keyframe: true, bytes: keyframe([ada]) }])]), 0)
    motion.apply(bundle(2, [section(3, [{ tile: 1, keyframe: true, bytes: keyframe([]) }], 2)]), 100)
    expect(at(motion)?.residents).toEqual([])
    expect(motion.epochOf(0)).toBe(2)
  })

  it('forgets tiles that the camera has left, and ignores late news of them', () => {
    const motion = watching()
    motion.apply(bundle(1, [section(1, [{ tile: 0, keyframe: true, bytes: keyframe([ada]) }])]), 0)
    motion.setViews([{ district: 0, x0: 4, y0: 0, x1: 7, y1: 7 }])
    const late = bundle(2, [
      section(2, [
        { tile: 0, keyframe: false, bytes: moveOnly(1, 1) },
        { tile: 5, keyframe: true, bytes: keyframe([]) },
      ]),
    ])
    expect(motion.apply(late, 100)).toBe(true)
    expect(at(motion)?.residents).toEqual([])
  })

  it('counts bundles anew after joining again', () => {
    const motion = watching()
    motion.apply(bundle(900, [section(1, [{ tile: 0, keyframe: true, bytes: keyframe([ada]) }])]), 0)
    motion.restart()
    expect(motion.apply(bundle(4, [section(2, [{ tile: 0, keyframe: true, bytes: keyframe([ada]) }])]), 100)).toBe(true)
  })

  it('keeps the last picture on show through a gap and through a change of hosts, until there is a newer one', () => {
    const motion = watching()
    motion.apply(bundle(1, [section(1, [{ tile: 0, keyframe: true, bytes: keyframe([ada]) }])]), 0)
    motion.apply(bundle(3, [section(3, [])]), 200)
    expect(at(motion)?.residents).toEqual([7])
    motion.apply(bundle(4, [section(4, [], 2)]), 300)
    expect(at(motion)?.residents).toEqual([7])
    motion.apply(bundle(5, [section(5, [{ tile: 0, keyframe: true, bytes: keyframe([]) }], 2)]), 400)
    expect(at(motion)?.residents).toEqual([])
  })

  it('[HND-5] keeps who left over a change of hosts, in city metres and for a while, and forgets who came', () => {
    const motion = new Motion(secondDistrictOnly())
    motion.setViews(whole)
    const leaver = { resident: 7, x: 0, y: 2_048, pose: 0, epoch: 1, step: 10 }
    const told = { tile: 64, keyframe: true, bytes: border({ left: [leaver], came: [{ resident: 8, epoch: 3 }] }) }
    const empty = { tile: 0, keyframe: true, bytes: keyframe([]) }
    motion.apply(bundle(1, [section(10, [empty, told])]), 0)
    expect(at(motion)?.border).toEqual({ left: [{ ...leaver, x: 256, y: 128 }], came: [{ resident: 8, epoch: 3 }] })
    const none = { tile: 64, keyframe: true, bytes: border({ left: [], came: [] }) }
    motion.apply(bundle(2, [section(11, [empty, none], 2)]), 100)
    expect(at(motion)?.border).toMatchObject({ left: [{ resident: 7 }], came: [] })
    motion.apply(bundle(3, [section(10 + LEAVER_STEPS, [], 2)]), 200)
    expect(at(motion, 90_000)?.border.left).toEqual([])
  })

  it('wants the whole border before changes of it', () => {
    const motion = watching()
    const change = { tile: 64, keyframe: false, bytes: border({ left: [], came: [{ resident: 8, epoch: 3 }] }) }
    expect(motion.apply(bundle(1, [section(1, [change])]), 0)).toBe(false)
    expect(motion.borders()[0]?.came).toEqual([])
  })
})
