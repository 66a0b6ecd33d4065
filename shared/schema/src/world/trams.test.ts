// The timetable: cars at even distances that stop where they should and never jump.
import { must } from '@civitas/kit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextRide, rideSteps, TRAM_DWELL_STEPS, TRAM_PER_STEP, tramAt, tramCourses, tramPoint } from './trams.ts'

const stops = new Map<string, readonly [number, number]>([
  ['north', [50, 0]],
  ['east', [100, 40]],
  ['south', [30, 80]],
  ['here', [10, 0]],
  ['there', [10, 90]],
])
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
  stops: ['north', 'east', 'south'],
} as const
const shuttle = {
  id: 'shuttle',
  name: 'Shuttle',
  line: [
    [0, 0],
    [10, 0],
    [10, 100],
  ],
  stops: ['here', 'there'],
} as const
const courses = tramCourses([ring, shuttle], (id) => stops.get(id))

describe('the timetable', () => {
  it('runs a ring both ways, and any other line there and back between its last stops', () => {
    expect(courses.map(({ line, length }) => [line, length / 160])).toEqual([
      ['ring', 360],
      ['ring', 360],
      ['shuttle', 180],
    ])
    expect(courses[0]?.calls.map(({ stop }) => stop)).toEqual(['north', 'east', 'south'])
    expect(courses[1]?.calls.map(({ stop }) => stop)).toEqual(['south', 'east', 'north'])
  })

  it('moves every car no faster than 12 m a second, forwards, and the same again after a round', () => {
    for (const course of courses) {
      for (let car = 0; car < course.cars; car++) {
        let farthest = 0
        for (let step = 0; step < course.cycle; step++) {
          const moved = (tramAt(course, car, step + 1) - tramAt(course, car, step) + course.length) % course.length
          farthest = Math.max(farthest, moved)
        }
        expect(farthest).toBe(TRAM_PER_STEP)
        expect(tramAt(course, car, course.cycle + 17)).toBe(tramAt(course, car, 17))
      }
    }
  })

  it('stands at each stop for as long as it takes to get in', () => {
    for (const course of courses) {
      for (const { stop, from } of course.calls) {
        for (const step of [from, from + TRAM_DWELL_STEPS]) {
          const { x, y } = tramPoint(course, tramAt(course, 0, step))
          expect([x, y]).toEqual(stops.get(stop))
        }
      }
    }
  })

  it('a ride boards where it begins, and arrives when it says; no later than the longest wait allows', () => {
    const pairs = ['north', 'east', 'south'].flatMap((from) => ['north', 'east', 'south'].map((to) => ({ from, to })))
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs.filter(({ from, to }) => from !== to), { from: 'there', to: 'here' }),
        fc.nat(1_000_000),
        ({ from, to }, step) => {
          const next = must(nextRide(courses, { from, to, step }), 'a ride')
          const course = must(courses[next.course], 'a course')
          const at = (when: number) => {
            const { x, y } = tramPoint(course, tramAt(course, next.car, when))
            return [x, y]
          }
          expect(next.boards).toBeGreaterThanOrEqual(step)
          expect([at(next.boards), at(next.alights)]).toEqual([stops.get(from), stops.get(to)])
          expect(next.alights - step).toBeLessThanOrEqual(must(rideSteps(courses, from, to), 'a way'))
        },
      ),
    )
  })

  it('knows no way between two lines, nor to where one is', () => {
    expect(nextRide(courses, { from: 'north', to: 'there', step: 0 })).toBeUndefined()
    expect(nextRide(courses, { from: 'north', to: 'north', step: 0 })).toBeUndefined()
    expect(rideSteps(courses, 'here', 'east')).toBeUndefined()
    expect(nextRide(courses, { from: 'here', to: 'there', step: 0 }, () => true)).toBeUndefined()
  })
})
