import { describe, expect, it } from 'vitest'
import { InterpolationBuffer, RENDER_DELAY_MS, STEP_MS } from './interpolation-buffer.ts'

const buffer = () => new InterpolationBuffer<{ step: number }>((snapshot, step) => ({ ...snapshot, step }))

describe('the interpolation buffer', () => {
  it('knows nothing before the first snapshot', () => {
    expect(buffer().sample(0)).toBeUndefined()
  })

  it('[§13] shows the moment that lies the render delay in the past, between two snapshots', () => {
    const steps = buffer()
    for (let step = 0; step <= 4; step++) steps.push({ step }, step * STEP_MS)
    const sample = steps.sample(4 * STEP_MS)
    const shown = 4 - RENDER_DELAY_MS / STEP_MS
    expect(sample?.from.step).toBe(Math.floor(shown))
    expect(sample?.to.step).toBe(Math.floor(shown) + 1)
    expect(sample?.alpha).toBeCloseTo(shown % 1)
  })

  it('runs on evenly when snapshots arrive in bursts', () => {
    const steps = buffer()
    for (let step = 0; step <= 3; step++) steps.push({ step }, step * STEP_MS)
    const shown = (nowMs: number) => {
      const sample = steps.sample(nowMs)
      return sample ? sample.from.step + (sample.to.step - sample.from.step) * sample.alpha : Number.NaN
    }
    const before = shown(350)
    steps.push({ step: 4 }, 440)
    steps.push({ step: 5 }, 540)
    expect(shown(450) - before).toBeGreaterThan(0.9)
    expect(shown(450) - before).toBeLessThan(1.1)
  })

  it('holds the newest snapshot when nothing more comes', () => {
    const steps = buffer()
    steps.push({ step: 7 }, 0)
    steps.push({ step: 8 }, 100)
    expect(steps.sample(10_000)).toMatchObject({ to: { step: 8 }, alpha: 1 })
  })

  it('stands still over a pause instead of gliding through it', () => {
    const steps = buffer()
    steps.push({ step: 0 }, 0)
    steps.push({ step: 50 }, 5_000)
    const sample = steps.sample(5_000 + RENDER_DELAY_MS / 2)
    expect(sample?.from.step).toBe(49)
  })

  it('begins anew when the steps begin anew', () => {
    const steps = buffer()
    steps.push({ step: 900 }, 0)
    steps.push({ step: 3 }, 100)
    expect(steps.sample(400)).toMatchObject({ from: { step: 3 }, to: { step: 3 } })
  })

  it('keeps a bounded number of snapshots', () => {
    const steps = buffer()
    for (let step = 0; step < 100; step++) steps.push({ step }, step * STEP_MS)
    expect(steps.sample(0)?.from.step).toBeGreaterThan(90)
  })
})
