import { expect, it } from 'vitest'
import { percentile } from './report.ts'

it('a percentile is one of the values, the greatest at 1, and NaN of none', () => {
  const values = [30, 10, 20, 40]
  expect([0, 0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([10, 30, 40, 40])
  expect(percentile([], 0.5)).toBeNaN()
})
