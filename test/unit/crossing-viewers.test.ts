// What a viewer sees of agents on the bridge, however late and in whatever order the two districts' frames come. [HND-2]
import { hash32 } from '@civitas/kit'
import type { SimAction } from '@civitas/schema'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { WatchedBorder } from '../helpers/watched-border.ts'

vi.setConfig({ testTimeout: 30_000 })

/** Beside both ends of the bridge. */
const BANKS = ['bridge-west', 'bridge-east']
/** Frames that the gateway may be behind: far more than a line loses, less than those at the gate are drawn for. */
const MOST_WAITING = 70
const MOMENTS_PER_TICK = 10
const TICKS = 120
/** Before a new host comes, a lease of 3 s runs out. */
const LEASE_MOMENTS = 30
const ALL = [1_000, 1_000] as const
/** Metres that somebody walks in a drawn frame of 25 ms, and a rounding. */
const STRIDE = 0.075 + 0.08

const walk = (place: string): SimAction => ({ name: 'move_to', parameters: { place } })

describe('[HND-3, HND-4, HND-5] over the bridge', () => {
  it('an agent is drawn in every frame, once, and never leaps', () => {
    const border = new WatchedBorder()
    const agent = border.city.spawn(0)
    border.city.act(agent, walk('bridge-west'))
    border.city.ticks(40)
    let last: { x: number; z: number } | undefined
    const seen = { frames: 0, absent: 0, twice: 0, leap: 0 }
    const look = () => {
      const places = border.placesOf(agent)
      seen.frames++
      if (places.length === 0) seen.absent++
      if (places.length > 1) seen.twice++
      const [place] = places
      if (place && last) seen.leap = Math.max(seen.leap, Math.hypot(place.x - last.x, place.z - last.z))
      last = place
    }
    // All that was published before the viewer came.
    for (const line of [400, 400]) border.moment({ frames: [line, line] }, () => undefined)
    last = border.placesOf(agent)[0]
    for (const goal of ['bridge-east', 'bridge-west']) {
      border.city.act(agent, walk(goal))
      for (let moment = 0; moment < 40 * MOMENTS_PER_TICK; moment++) {
        if (moment % MOMENTS_PER_TICK === 0) border.city.ticks(1)
        border.moment({ frames: [1, 1] }, look)
      }
      expect(border.city.homeOf(agent)?.map.id).toBe(goal === 'bridge-east' ? 'market' : 'old-town')
    }
    expect(seen).toMatchObject({ absent: 0, twice: 0 })
    expect(seen.leap).toBeLessThan(STRIDE)
  })

  it('in every interleaving of both districts’ frames, each is drawn exactly once', () => {
    let crossed = 0
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 2, max: 4 }),
        (seed, fast, faster) => {
          const border = new WatchedBorder()
          const agents = [border.city.spawn(0), border.city.spawn(1), border.city.spawn(0)]
          for (const agent of agents) border.city.act(agent, walk('bridge-west'))
          border.city.ticks(45)
          for (const _ of [1, 2, 3]) border.moment({ frames: ALL }, () => undefined)
          let draws = 0
          const draw = (sides: number) => hash32(seed, draws++, 0, 0) % sides
          const expectEachOnce = () => expect(agents.map((one) => border.placesOf(one).length)).toEqual([1, 1, 1])
          for (let tick = 0; tick < TICKS; tick++) {
            const agent = agents[draw(12)]
            if (agent !== undefined && border.city.homeOf(agent)) border.city.act(agent, walk(BANKS[draw(2)] ?? ''))
            else border.city.ticks(1, () => draw(3) > 0)
            for (let moment = 0; moment < MOMENTS_PER_TICK; moment++) {
              const late = border.waiting.map(({ length }) => Math.max(0, length - MOST_WAITING))
              const frames = [Math.max(late[0] ?? 0, draw(fast)), Math.max(late[1] ?? 0, draw(faster))] as const
              border.moment({ frames, bundle: draw(10) > 0, lost: draw(30) === 0 }, expectEachOnce)
            }
            if (draw(40) > 0) continue
            // Until a lease runs out, frames have come and viewers with a gap have got keyframes.
            for (let moment = 0; moment < LEASE_MOMENTS; moment++) border.moment({ frames: ALL }, expectEachOnce)
            border.openHost(draw(2))
          }
          crossed += border.city.facts.filter(({ type }) => type === 'agent_arrived').length
        },
      ),
      { numRuns: 20 },
    )
    expect(crossed).toBeGreaterThan(20)
  })
})
