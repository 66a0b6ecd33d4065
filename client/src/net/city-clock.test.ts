import { describe, expect, it } from 'vitest'
import { CityClock } from './city-clock.ts'

const state = {
  tick: 1,
  city_ms: 28_800_000,
  day: 1,
  minute_of_day: 480,
  rate: 20,
  paused: false,
  weather: 'clear' as const,
}

describe('the clock of the page', () => {
  it('knows no time before it was told', () => {
    expect(new CityClock().timeOfDay(5)).toBeUndefined()
  })

  it('[CLK-1] runs on at the rate of the city between two messages', () => {
    const clock = new CityClock()
    clock.hear(state, 1_000)
    expect(clock.cityMs(2_500)).toBe(28_800_000 + 30_000)
    expect(clock.timeOfDay(1_000)).toBeCloseTo(8 / 24)
  })

  it('stands still while the city is paused', () => {
    const clock = new CityClock()
    clock.hear({ ...state, paused: true }, 1_000)
    expect(clock.cityMs(9_000)).toBe(28_800_000)
  })
})
