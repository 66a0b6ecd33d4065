// What a viewer does: choose somebody, choose a building, read the feed, lose the city and find it again.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '@civitas/kit'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, makeAgents, type TestAgent } from '../helpers/agents.ts'
import { type CityProcess, startCity } from '../helpers/city-process.ts'
import { launchChromium } from './chromium.ts'
import { lookedAt, watchUntil } from './crossing.ts'
import { openPage, type OpenPage, seeWholeCity } from './page.ts'

/** Metres from the city's western edge: some steps beyond the middle of the bridge, where the districts meet. */
const BEYOND_GATE = 260
/** What the camera may look beside whom it follows, metres. */
const ASTRAY_METRES = 1

describe('a viewer at the page', () => {
  let city: CityProcess
  let browser: Browser
  let opened: OpenPage
  let dataDir: string
  let traveller: TestAgent

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'civitas-viewer-'))
    city = await startCity({ dataDir, env: { CIVITAS_TEST: '1' } })
    traveller = must((await makeAgents(city, 1))[0], 'an agent')
    // While others are looked at it goes to the near end of the bridge.
    await walkTo(city, traveller, 'bridge-west')
    browser = await launchChromium()
    opened = await openPage(browser, city.url)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await city?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('clicks on a resident and learns its name', async () => {
    const { page } = opened
    await seeWholeCity(page)
    const resident = await clickSomebody(page)
    const answer = await fetch(`${city.url}/api/v1/agents/a${resident}/public`)
    const { name } = (await answer.json()) as { name: string }
    await page.getByTestId('panel').getByRole('heading', { name, exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('panel').waitFor({ state: 'detached' })
  })

  it('finds everybody in view in the list of people, and follows one', async () => {
    const { page } = opened
    await page.getByRole('button', { name: 'People' }).click()
    const first = page.getByRole('region', { name: 'Residents in view' }).getByRole('button').first()
    await first.click()
    await page.getByRole('button', { name: 'Stop following' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Follow', exact: true }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('reads in the feed what the city has committed', async () => {
    const { page } = opened
    await page.getByRole('button', { name: 'Happenings' }).click()
    const items = page.getByTestId('feed').getByRole('listitem')
    await items.first().waitFor()
    const titles = await items.locator('b').allTextContents()
    const answer = await fetch(`${city.url}/api/v1/events`)
    const { events } = (await answer.json()) as { events: { name?: string }[] }
    const names = new Set(events.map(({ name }) => name))
    expect(titles.some((title) => [...names].some((name) => name !== undefined && title.startsWith(name)))).toBe(true)
  })

  it('meets no serious barrier, by day and by night', async () => {
    const { page } = opened
    await page.getByRole('button', { name: 'Keys and help' }).click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Close' }).click()
    const night = await openPage(browser, city.url, { light: '23:30' })
    expect(await barriers(night.page)).toEqual([])
    await night.close()
  })

  it('holds a phone with everything inside the screen', async () => {
    const phone = await openPage(browser, city.url, { width: 360, height: 740 })
    await seeWholeCity(phone.page)
    await clickSomebody(phone.page)
    await phone.page.getByRole('button', { name: 'Happenings' }).click()
    const outside = await phone.page.evaluate(() => {
      const wide = document.documentElement.scrollWidth > innerWidth
      const boxes = [...document.querySelectorAll('.card, .card *')].map((one) => one.getBoundingClientRect())
      return wide || boxes.some(({ left, right, width }) => width > 0 && (left < -0.5 || right > innerWidth + 0.5))
    })
    expect(outside).toBe(false)
    await phone.close()
  })

  it('[HND-3, HND-4] follows a traveller over the bridge: drawn once in every frame, and the camera stays with it', async () => {
    const { page } = opened
    const resident = Number(traveller.id.slice(1))
    await page.getByRole('button', { name: 'People', exact: true }).click()
    await page.getByRole('button', { name: 'Visitor 1', exact: true }).click()
    await page.getByRole('button', { name: 'Stop following' }).waitFor()
    await lookedAt(page, resident)
    await walkTo(city, traveller, 'bridge-east')
    const watched = await watchUntil(page, resident, BEYOND_GATE)
    expect(watched).toMatchObject({ absent: 0, twice: 0, leap: 0 })
    expect(watched.frames).toBeGreaterThan(10)
    expect(watched.astray).toBeLessThan(ASTRAY_METRES)
    const panel = page.getByTestId('panel')
    await panel.getByText('Market').waitFor()
    await panel.getByRole('button', { name: 'Stop following' }).waitFor()
  })

  it('says so when the city is gone, and is live again when it is back', async () => {
    const { page, errors } = opened
    const state = page.getByTestId('connection')
    expect(await state.textContent()).toBe('live')
    expect(errors).toEqual([])
    const epochs = await page.evaluate(() => window.__scene?.epochs ?? [])
    await city.stop()
    await page.waitForFunction(() => window.__scene?.connection === 'reconnecting')
    expect(await state.textContent()).toBe('reconnecting')
    city = await startCity({ dataDir, ports: city.ports, env: { CIVITAS_TEST: '1' } })
    await page.waitForFunction(
      (before) => {
        const now = window.__scene?.epochs ?? []
        return window.__scene?.ready === true && now.every((epoch, index) => (epoch ?? 0) > (before[index] ?? 0))
      },
      epochs,
      { timeout: 60_000 },
    )
    expect(await state.textContent()).toBe('live')
    const { residents } = await page.evaluate(async () => (await window.__scene?.drawn()) ?? { residents: [] })
    expect(residents.length).toBeGreaterThan(0)
  }, 150_000)
})

async function walkTo({ url }: CityProcess, { id, key }: TestAgent, place: string): Promise<void> {
  await call(url, 'POST', `/agents/${id}/actions`, { token: key, body: { action: 'move_to', parameters: { place } } })
}

/** Clicks where residents are drawn, one after the other, until a panel opens. Returns who was chosen. */
async function clickSomebody(page: Page): Promise<number> {
  const { residents } = await page.evaluate(async () => (await window.__scene?.drawn()) ?? { residents: [] })
  for (const { resident } of residents) {
    const pixel = await page.evaluate((wanted) => window.__scene?.pixelOf(wanted), resident)
    if (!pixel || !(await isPicture(page, pixel))) continue
    await page.mouse.click(pixel.x, pixel.y)
    const follow = page.locator('[data-testid^="follow-"]')
    await follow.waitFor()
    return Number((await follow.getAttribute('data-testid'))?.slice('follow-'.length))
  }
  throw new Error('nobody is drawn where one can click')
}

function isPicture(page: Page, at: { x: number; y: number }): Promise<boolean> {
  return page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.tagName === 'CANVAS', at)
}

/** Rules of WCAG A and AA that are broken seriously. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
