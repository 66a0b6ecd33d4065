// The net of paths and the way over it.
import { integerRoot, must } from '@civitas/kit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildNavGraph, NO_EDGE, nodeAt, NO_WAY, type Piece } from '../../src/sim/city/nav-graph.ts'
import {
  addMotion,
  createMotion,
  headFor,
  leadsTo,
  moveBodies,
  nodePoint,
  placeAt,
  pointOf,
  STANDING,
} from '../../src/sim/space/motion.ts'
import { Stage, tiny } from './stage.ts'

const cross: Piece[] = [
  { x0: 0, y0: 160, x1: 320, y1: 160 },
  { x0: 160, y0: 0, x1: 160, y1: 320 },
]

describe('a net', () => {
  it('is cut where paths cross', () => {
    const net = buildNavGraph(cross, [])
    expect([net.nodes, net.edges]).toEqual([5, 8])
    expect(nodeAt(net, 160, 160)).toBeGreaterThanOrEqual(0)
    expect(net.distance[nodeAt(net, 0, 160) * net.nodes + nodeAt(net, 160, 0)]).toBe(3200)
  })

  it('joins a path that ends on another, and slanting ones at one point whichever comes first', () => {
    const slanted: Piece[] = [
      { x0: 0, y0: 0, x1: 333, y1: 170 },
      { x0: 20, y0: 200, x1: 301, y1: 3 },
    ]
    const [net, other] = [buildNavGraph(slanted, []), buildNavGraph(slanted.toReversed(), [])]
    expect([net.nodes, other.nodes]).toEqual([5, 5])
    const tee = buildNavGraph([...cross, { x0: 80, y0: 160, x1: 80, y1: 0 }], [])
    expect(tee.distance[nodeAt(tee, 80, 0) * tee.nodes + nodeAt(tee, 320, 160)]).toBe(4000)
  })

  it('knows that some places cannot be reached', () => {
    const net = buildNavGraph([...cross, { x0: 500, y0: 500, x1: 600, y1: 500 }], [])
    const [here, there] = [nodeAt(net, 0, 160), nodeAt(net, 600, 500)]
    expect([net.distance[here * net.nodes + there], net.next[here * net.nodes + there]]).toEqual([NO_WAY, NO_EDGE])
    expect(leadsTo(net, nodePoint(net, here), nodePoint(net, there))).toBe(false)
    const motion = createMotion()
    expect(headFor(motion, net, addMotion(motion, net, here), nodePoint(net, there))).toBe(false)
  })
})

describe('walking', () => {
  const { net } = must(tiny.districts[0], 'district')
  const point = fc.record({ edge: fc.nat(net.edges - 1), part: fc.nat(1000) })
  const at = ({ edge, part }: { edge: number; part: number }) => {
    return { edge, progress: Math.trunc(((net.length[edge] ?? 0) * part) / 1000) }
  }

  it('arrives exactly, from any point at any other, also when sent elsewhere on the way', () => {
    fc.assert(
      fc.property(point, point, point, fc.nat(80), (from, by, to, steps) => {
        const motion = createMotion()
        const slot = addMotion(motion, net, 0)
        placeAt(motion, net, slot, at(from))
        headFor(motion, net, slot, at(by))
        for (let count = 0; count < steps; count++) moveBodies(motion, net)
        headFor(motion, net, slot, at(to))
        for (let count = 0; count < 4_000 && motion.leg[slot] !== STANDING; count++) moveBodies(motion, net)
        const other = createMotion()
        placeAt(other, net, addMotion(other, net, 0), at(to))
        expect(motion.leg[slot]).toBe(STANDING)
        expect(Math.abs((motion.x[slot] ?? 0) - (other.x[0] ?? 0))).toBeLessThanOrEqual(1)
        expect(Math.abs((motion.y[slot] ?? 0) - (other.y[0] ?? 0))).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('never leaves its edge, and never goes faster than 3 m a second', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const motion = createMotion()
        const slot = addMotion(motion, net, 0)
        placeAt(motion, net, slot, at(from))
        headFor(motion, net, slot, at(to))
        for (let count = 0; count < 300; count++) {
          const [x, y] = [motion.x[slot] ?? 0, motion.y[slot] ?? 0]
          moveBodies(motion, net)
          const { edge, progress } = pointOf(motion, slot)
          expect(progress).toBeLessThanOrEqual(net.length[edge] ?? 0)
          const moved = Math.abs((motion.x[slot] ?? 0) - x) + Math.abs((motion.y[slot] ?? 0) - y)
          expect(moved).toBeLessThanOrEqual(9)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('to a place that no path leads to is refused: unreachable', () => {
    const stage = new Stage()
    const agent = stage.agent()
    const column = stage.world.map.net.distance
    const before = column.slice()
    column.fill(NO_WAY)
    const { code } = stage.act(agent, { name: 'move_to', parameters: { place: 'mill-corner' } })
    column.set(before)
    expect(code).toBe('unreachable')
  })
})

describe('the integer root', () => {
  it('is the largest integer whose square fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 52 }), (square) => {
        const root = integerRoot(square)
        expect(root * root).toBeLessThanOrEqual(square)
        expect((root + 1) * (root + 1)).toBeGreaterThan(square)
      }),
    )
  })
})
