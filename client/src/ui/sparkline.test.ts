import { expect, test } from 'vitest'
import { sparkPoints } from './sparkline.ts'

test('the line runs from the oldest value on the left to the newest on the right, the highest on top', () => {
  expect(sparkPoints([0, 10, 5])).toBe('2.0,20.0 42.0,2.0 82.0,11.0')
})

test('a value that never changes lies in the middle, and a single one on the left', () => {
  expect(sparkPoints([4, 4])).toBe('2.0,11.0 82.0,11.0')
  expect(sparkPoints([4])).toBe('2.0,11.0')
})

test('a day without a value leaves its place free', () => {
  expect(sparkPoints([0, undefined, 10])).toBe('2.0,20.0 82.0,2.0')
  expect(sparkPoints([])).toBe('')
})
