// The trams of the page: on their tracks, smooth round corners, at the step on show, with whoever got in.
import { must } from '@civitas/kit/assert'
import { tramAt, tramCourses } from '@civitas/schema/world/trams'
import { describe, expect, it } from 'vitest'
import { placePoint } from '../../net/city-map.ts'
import { shippedMap } from '../../../test/maps.ts'
import { Riders } from './riders.ts'
import { StepClock } from './step-clock.ts'
import { Way } from './way.ts'

const ring = {
  id: 'ring',
  name: 'Ring',
  line: [
    [0, 0],
    [100, 0],
    [100, 80],
    [0, 80],
    [0, 0],
  ],
  stops: ['north'],
} as const
const rings = tramCourses([ring], () => [50, 0])
const map = shippedMap()
const lines = tramCourses(map.trams ?? [], (id) => placePoint(map, id))
const courses = [...rings, ...lines]

describe('the way of a tram', () => {
  it('keeps to the right of the street, both ways', () => {
    const [clockwise, back] = rings.map((course) => new Way(must(course, 'a course')).poseAt(50 * 160))
    expect(clockwise).toMatchObject({ x: 50, z: 2.15 })
    expect(back).toMatchObject({ x: -2.15, z: 50 })
  })

  it('has no jump and no sharp turn, but where cars turn back', () => {
    for (const course of courses) {
      const way = new Way(course)
      let [jump, bend] = [0, 0]
      for (let at = 0; at < course.length; at += 16) {
        const [here, next] = [way.poseAt(at), way.poseAt((at + 16) % course.length)]
        jump = Math.max(jump, Math.hypot(next.x - here.x, next.z - here.z))
        bend = Math.max(bend, Math.abs(Math.sin(next.turn - here.turn)))
      }
      expect(jump).toBeLessThan(0.35)
      expect(bend).toBeLessThan(0.1)
    }
  })

  it('lays its track through all of it', () => {
    const track = new Way(must(rings[0], 'a course')).track()
    expect(track.length).toBeGreaterThan(50)
    for (const side of ['x', 'z'] as const) expect(Math.min(...track.map((pose) => pose[side]))).toBeGreaterThan(-4)
  })
})

describe('the step on show', () => {
  it('runs on evenly between snapshots, and stands still when nothing comes', () => {
    const clock = new StepClock()
    expect(clock.at(undefined, 0)).toBeUndefined()
    expect(clock.at(100, 10)).toBe(100)
    let last = 100
    for (let frame = 1; frame <= 60; frame++) {
      const step = must(clock.at(100 + Math.floor(frame / 6), 10 + frame * 16.7), 'a step')
      expect(step - last).toBeGreaterThan(0)
      expect(step - last).toBeLessThan(0.4)
      last = step
    }
    clock.at(110, 5_000)
    expect(clock.at(110, 6_000)).toBe(clock.at(110, 7_000))
  })

  it('jumps when the city is elsewhere', () => {
    const clock = new StepClock()
    clock.at(100, 0)
    expect(clock.at(900, 16)).toBe(900)
  })
})

describe('riders', () => {
  const boarded = { type: 'tram_boarded', tick: 1, agent_id: 'a7', place: 'bell-stop', to: 'spice-stop' }

  it('are in the car that stood at the stop, until they get off', () => {
    const riders = new Riders(lines)
    const course = must(lines[0], 'a line')
    riders.hear(boarded, 1_000)
    const seat = must(riders.seatOf(7, 1_000), 'a seat')
    const start = tramAt(course, seat.car, 1_000)
    expect([0, course.length]).toContain(start)
    expect(riders.seatOf(7, seat.alights + 500)).toBeUndefined()
    riders.hear(boarded, 1_000)
    riders.hear({ type: 'tram_left', tick: 9, agent_id: 'a7', place: 'spice-stop' }, 1_100)
    expect(riders.seatOf(7, 1_100)).toBeUndefined()
    riders.hear({ type: 'said', tick: 9 }, 1_100)
    expect(riders.seatOf(8, 1_100)).toBeUndefined()
  })
})
