import { type FramesMessage, type PositionsAnswer, TileMirror, topics } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { DISTRICT, newClock, startCity } from './helpers.ts'

const ascending = (a: number, b: number) => a - b

/** Keeps every frame of the district, as a gateway's mirror would. */
function mirror(city: { bus: Awaited<ReturnType<typeof startCity>>['bus'] }) {
  const frames: FramesMessage[] = []
  const tiles = new Map<number, TileMirror>()
  city.bus.subscribe(topics.districtFrames(DISTRICT), (message) => {
    const frame = message as FramesMessage
    frames.push(frame)
    for (const { tile, keyframe, bytes } of frame.tiles) {
      const mirrored = tiles.get(tile) ?? new TileMirror()
      tiles.set(tile, mirrored)
      if (keyframe) mirrored.applyKeyframe(bytes)
      else mirrored.applyDelta(bytes)
    }
  })
  const residents = () =>
    [...tiles.values()].flatMap(({ members }) => members.map(({ resident }) => resident)).toSorted(ascending)
  return { frames, residents }
}

describe('frames', () => {
  it('[§13] begin with keyframes, run at ten a second, and count from 1', async () => {
    const city = await startCity({ environment: { CIVITAS_TEST: '1' } })
    const { frames, residents } = mirror(city)
    await city.ticks(3)
    expect(frames.map(({ sequence }) => sequence)).toEqual(Array.from({ length: frames.length }, (_, i) => i + 1))
    expect(frames.length).toBe(30)
    expect(frames[0]?.tiles.every(({ keyframe }) => keyframe)).toBe(true)
    const answer = await city.bus.request(topics.districtPositions(DISTRICT), {}, { timeoutMs: 100 })
    const { step, positions } = answer as PositionsAnswer
    expect(step).toBe(frames.at(-1)?.step)
    expect(residents()).toEqual(positions?.map(({ resident }) => resident).toSorted(ascending))
    await city.kill()
  })

  it('[ACT-2] of a new host have a higher epoch and begin with keyframes again', async () => {
    const clock = newClock()
    const city = await startCity({ clock })
    const before = mirror(city).frames
    await city.ticks(2)
    await city.kill()
    const again = await startCity({ clock, store: city.store })
    const { frames } = mirror(again)
    await again.ticks(2)
    expect(frames[0]?.epoch).toBeGreaterThan(before[0]?.epoch ?? Infinity)
    expect(frames[0]).toMatchObject({ sequence: 1 })
    expect(frames[0]?.tiles.every(({ keyframe }) => keyframe)).toBe(true)
    await again.kill()
  })

  it('[§13] repeat keyframes every ten seconds, so that a late mirror heals', async () => {
    const city = await startCity()
    const { frames } = mirror(city)
    await city.ticks(21)
    const keyed = frames.filter(({ tiles }) => tiles.length > 0 && tiles.every(({ keyframe }) => keyframe))
    expect(keyed.map(({ sequence }) => sequence)).toEqual(expect.arrayContaining([1, 101, 201]))
    await city.kill()
  })

  it('[§16] leave no positions to read outside of tests', async () => {
    const city = await startCity()
    const asked = city.bus.request(topics.districtPositions(DISTRICT), {}, { timeoutMs: 100 })
    await expect(asked).rejects.toMatchObject({ code: 'no_responder' })
    await city.kill()
  })
})
