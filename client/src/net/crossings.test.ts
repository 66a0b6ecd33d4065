import { poses } from '@civitas/schema/frame'
import { describe, expect, it } from 'vitest'
import { Crossings, type Said } from './crossings.ts'

const ADA = 7

/** A district that shows these residents, and names these crossings. */
function district(of: {
  shows?: number[]
  left?: [resident: number, epoch: number][]
  came?: [number, number][]
}): Said {
  const shows = of.shows ?? []
  const border = {
    left: (of.left ?? []).map(([resident, epoch]) => {
      return { resident, epoch, step: 1, x: 256, y: 128, pose: poses.indexOf('standing') }
    }),
    came: (of.came ?? []).map(([resident, epoch]) => ({ resident, epoch })),
  }
  const index = new Map(shows.map((resident, place) => [resident, place]))
  const places = { x: new Float32Array(shows.length), y: new Float32Array(shows.length) }
  const snapshot = { step: 2, residents: shows, ...places, pose: new Uint8Array(shows.length), index, border }
  return { snapshot, border }
}

const outOfSight = (said: Said): Said => ({ ...said, snapshot: undefined })

/** Where Ada is drawn: districts by index, and `gate` between two. */
function drawn(said: Said[]): (number | 'gate')[] {
  const crossings = new Crossings(said)
  const homes = said.flatMap(({ snapshot }, index) => {
    return snapshot?.index.has(ADA) && crossings.counts(ADA, index) ? [index] : []
  })
  return [...homes, ...crossings.waiting.filter(({ resident }) => resident === ADA).map(() => 'gate' as const)]
}

describe('[HND-4] of an agent that crosses a border the viewer draws', () => {
  it('the one district that has it, while nobody crosses', () => {
    expect(drawn([district({ shows: [ADA] }), district({})])).toEqual([0])
  })

  it('its place at the gate, from its leaving until another district shows it', () => {
    expect(drawn([district({ left: [[ADA, 1]] }), district({})])).toEqual(['gate'])
    expect(drawn([district({ left: [[ADA, 1]] }), district({ shows: [ADA], came: [[ADA, 1]] })])).toEqual([1])
  })

  it('the higher epoch, when the district that it left is late', () => {
    expect(drawn([district({ shows: [ADA] }), district({ shows: [ADA], came: [[ADA, 1]] })])).toEqual([1])
    const late = district({ shows: [ADA], came: [[ADA, 2]] })
    expect(drawn([late, district({ left: [[ADA, 4]] }), district({ left: [[ADA, 3]] })])).toEqual(['gate'])
    expect(drawn([late, district({ shows: [ADA], came: [[ADA, 3]] })])).toEqual([1])
  })

  it('nothing once it came and went indoors, or came where the camera does not look', () => {
    const left = district({ left: [[ADA, 1]] })
    expect(drawn([left, district({ came: [[ADA, 1]] })])).toEqual([])
    expect(drawn([left, outOfSight(district({ shows: [ADA], came: [[ADA, 1]] }))])).toEqual([])
  })

  it('what a new host shows, though it has forgotten who came', () => {
    expect(drawn([district({ left: [[ADA, 1]] }), district({ shows: [ADA] })])).toEqual([1])
    expect(drawn([district({ shows: [ADA], left: [[ADA, 1]] }), district({})])).toEqual([0])
  })

  it('nothing at a gate of a district out of sight', () => {
    expect(drawn([outOfSight(district({ left: [[ADA, 1]] })), district({})])).toEqual([])
  })

  it('at the gate first, when it appears beside it; elsewhere it only came out of a door', () => {
    const crossings = new Crossings([district({ left: [[ADA, 1]] }), district({ shows: [ADA], came: [[ADA, 1]] })])
    expect(crossings.origin(ADA, 256.3, 128)).toMatchObject({ x: 256, y: 128 })
    expect(crossings.origin(ADA, 300, 128)).toBeUndefined()
  })
})
