// Packed motion, read back by the mirror that gateways and pages use.
import { must } from '@civitas/kit'
import { poses, TILE_METRES, TileMirror, tileGrid, UNITS_PER_METRE } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { createWorld, positions, settle, step, TileEncoder, type TileBytes, type World } from '../../src/sim/index.ts'
import { SETTINGS, tiny } from './stage.ts'

const { columns } = tileGrid(256, 256)

class Mirror {
  readonly tiles = Array.from({ length: columns * columns }, () => new TileMirror())

  apply(messages: readonly TileBytes[]): void {
    for (const { tile, keyframe, bytes } of messages) {
      const mirror = must(this.tiles[tile], 'tile')
      if (keyframe) mirror.applyKeyframe(bytes)
      else mirror.applyDelta(bytes)
    }
  }

  /** As `positions` gives them, by resident. */
  read(world: World) {
    const left = world.map.x / UNITS_PER_METRE
    const all = this.tiles.flatMap(({ members }, tile) =>
      members.map(({ resident, x, y, pose }) => ({
        resident,
        x: left + (tile % columns) * TILE_METRES + x / UNITS_PER_METRE,
        y: Math.trunc(tile / columns) * TILE_METRES + y / UNITS_PER_METRE,
        pose: poses[pose],
      })),
    )
    return all.sort((a, b) => a.resident - b.resident)
  }
}

function truth(world: World) {
  return positions(world).sort((a, b) => a.resident - b.resident)
}

/** Sends everybody who is outdoors somewhere, and lets the rest come out. */
function stir(world: World, round: number): void {
  const targets = world.map.named
  const inputs = world.residents.map(({ number, building }) => {
    const place = must(targets[(number * 7 + round) % targets.length], 'place').id
    const action = building < 0 ? { name: 'move_to', parameters: { place } } : { name: 'leave', parameters: {} }
    return { type: 'decision', resident: number, action, sequence: number } as never
  })
  settle(world, inputs)
}

describe.each([0, 1])('packed tiles of district %i', (district) => {
  it('give every reader the exact places, over moves, doors, spawns and retirements', () => {
    const world = createWorld(tiny, district, 1, SETTINGS)
    const encoder = new TileEncoder(world)
    const mirror = new Mirror()
    mirror.apply(encoder.keyframes())
    expect(mirror.read(world)).toEqual(truth(world))
    for (let round = 0; round < 60; round++) {
      if (round % 20 === 0) stir(world, round)
      const resident = 1_000_000 + (round >> 2)
      const kind = round % 4 === 0 ? 'spawn' : 'retire'
      const id = `${kind}-${round}`
      if (round % 4 < 2)
        settle(world, [{ type: 'command', id, command: { kind, resident, streamed: false, coins: 1 } as never }])
      else settle(world, [])
      for (let count = 0; count < 10; count++) {
        step(world)
        mirror.apply(encoder.encode())
        expect(mirror.read(world)).toEqual(truth(world))
      }
    }
  })

  it('a keyframe in the middle replaces what a reader has, and deltas go on from there', () => {
    const world = createWorld(tiny, district, 1, SETTINGS)
    const encoder = new TileEncoder(world)
    encoder.keyframes()
    stir(world, 1)
    for (let count = 0; count < 30; count++) {
      step(world)
      encoder.encode()
    }
    step(world)
    const late = new Mirror()
    late.apply(encoder.keyframes())
    step(world)
    late.apply(encoder.encode())
    expect(late.read(world)).toEqual(truth(world))
  })

  it('a jump too long for a delta travels as leave and enter', () => {
    const world = createWorld(tiny, district, 1, SETTINGS)
    const encoder = new TileEncoder(world)
    const mirror = new Mirror()
    mirror.apply(encoder.keyframes())
    const someone = must(
      world.residents.find(({ building }) => building < 0),
      'somebody outdoors',
    )
    world.motion.x[someone.slot] = world.map.x + ((((world.motion.x[someone.slot] ?? 0) - world.map.x) >> 9) << 9) + 1
    mirror.apply(encoder.encode())
    world.motion.x[someone.slot] = (world.motion.x[someone.slot] ?? 0) + 300
    const messages = encoder.encode()
    mirror.apply(messages)
    expect(messages).toHaveLength(1)
    expect(mirror.read(world)).toEqual(truth(world))
  })
})

describe('a still world', () => {
  it('sends nothing', () => {
    const encoder = new TileEncoder(createWorld(tiny, 0, 1, SETTINGS))
    expect(encoder.keyframes()).toHaveLength(64)
    expect(encoder.encode()).toEqual([])
  })
})
