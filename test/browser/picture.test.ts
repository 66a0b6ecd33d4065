// The picture tells the truth: who is drawn, where, at which step; and it stays within its budget.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CityProcess, startCity } from '../helpers/city-process.ts'
import { launchChromium } from './chromium.ts'
import { moreFrames, openPage, type OpenPage, seeWholeCity } from './page.ts'
import { compareWithCity } from './positions.ts'

describe('the picture of a running city', () => {
  let city: CityProcess
  let browser: Browser
  let opened: OpenPage

  beforeAll(async () => {
    city = await startCity({ env: { CIVITAS_TEST: '1', CIVITAS_SCENARIO: 'default' } })
    browser = await launchChromium()
    opened = await openPage(browser, city.url, { light: '12:00' })
    await seeWholeCity(opened.page)
    await moreFrames(opened.page, 5)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await city?.stop()
  })

  it('[§13] draws exactly the residents who are out of doors at that step, each within 1 m of its place', async () => {
    const { expected, ...found } = await compareWithCity(opened.page, city.url)
    expect(expected).toBeGreaterThan(0)
    expect(found).toEqual({ drawn: expected, missing: [], surplus: [], doubled: [], displaced: [] })
  })

  it('would be caught drawing everybody 2 m too far east', async () => {
    const { page } = opened
    await page.evaluate(() => window.__scene?.shiftForTest?.(2))
    await moreFrames(page, 2)
    const { expected, displaced } = await compareWithCity(page, city.url)
    expect(displaced.length).toBe(expected)
    await page.evaluate(() => window.__scene?.shiftForTest?.(0))
  })

  it('moves: with the light held still, two moments differ', async () => {
    const { page } = opened
    await page.addStyleTag({ content: '.card, .overlay { visibility: hidden }' })
    const before = await page.screenshot()
    const start = await page.evaluate(() => Math.max(...(window.__scene?.steps ?? []).map((step) => step ?? 0)))
    await page.waitForFunction(
      (from) => Math.max(...(window.__scene?.steps ?? []).map((step) => step ?? 0)) > from + 20,
      start,
    )
    const after = await page.screenshot()
    expect(before.equals(after)).toBe(false)
    await page.addStyleTag({ content: '.card, .overlay { visibility: visible }' })
  })

  it('[§15] needs at most 20 draw calls, and at most 100,000 triangles in the test quality', async () => {
    const info = await opened.page.evaluate(() => window.__scene?.info)
    expect(info?.calls).toBeGreaterThan(5)
    expect(info?.calls).toBeLessThanOrEqual(20)
    expect(info?.triangles).toBeLessThanOrEqual(100_000)
  })

  it('logs no error', () => {
    expect(opened.errors).toEqual([])
  })
})
