// Opens the page of a running city for a test: small, calm, in the test quality, and listening for errors.
import { tileGrid } from '@civitas/schema'
import type { Browser, Page } from 'playwright-core'
import type {} from '../../client/src/scene/probe.ts'

export interface OpenPage {
  readonly page: Page
  /** Everything that the page logged as an error, or threw. */
  readonly errors: readonly string[]
  close(): Promise<void>
}

export interface PageOptions {
  width?: number
  height?: number
  /** Hour of the light, `12:00`; default the city's own. */
  light?: string
}

/** The preset of the test quality. */
const SIZE = { width: 640, height: 360 }

/** Opens the page and waits until the picture runs and the connection is live. */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? SIZE.width, height: options.height ?? SIZE.height },
    // Without motion of its own, the picture changes by what the city does alone.
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  const light = options.light === undefined ? '' : `&light=${options.light}`
  await page.goto(`${url}/?quality=test${light}`)
  await page.waitForFunction(() => window.__scene?.ready === true && window.__scene.steps.some((step) => step), null, {
    timeout: 60_000,
  })
  return { page, errors, close: () => context.close() }
}

/** Zooms out until every tile of every district is in view. */
export async function seeWholeCity(page: Page): Promise<void> {
  const sizes = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/map')
    const { districts } = (await answer.json()) as { districts: { size: [number, number] }[] }
    return districts.map(({ size }) => size)
  })
  const grids = sizes.map(([width, depth]) => tileGrid(width, depth))
  await page.keyboard.down('-')
  await page.waitForFunction((wanted) => {
    const views = window.__scene?.views ?? []
    return wanted.every(({ columns, rows }, district) => {
      const view = views.find((one) => one.district === district)
      return view && view.x0 === 0 && view.y0 === 0 && view.x1 === columns - 1 && view.y1 === rows - 1
    })
  }, grids)
  await page.keyboard.up('-')
}

/** Waits for this many more frames. */
export async function moreFrames(page: Page, count: number): Promise<void> {
  const target = (await page.evaluate(() => window.__scene?.frames ?? 0)) + count
  await page.waitForFunction((wanted) => (window.__scene?.frames ?? 0) >= wanted, target)
}
