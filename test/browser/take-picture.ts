// `npm run picture -- [FILE]`: takes the picture of the README. A city of its own runs to an evening with a festival, almost stops, and
// is photographed as everybody sees it: by its own clock, in its own light.
import type { Page } from 'playwright-core'
import type {} from '../../client/src/scene/probe.ts'
import { launchChromium } from './chromium.ts'
import { startCity } from '../helpers/city-process.ts'

/** Under this seed the sky is clear all through the first day. */
const SEED = '6'
const SIZE = { width: 1280, height: 800 }
/** Minutes of the first day: the festival begins, the city slows down for the guests to come, and is photographed. */
const FESTIVAL = { place: 'market-square', from: 16 * 60 + 30, gathering: 17 * 60 + 15, picture: 18 * 60 + 32 }
/** City speeds: on the way there, while guests come, and while the camera is at work, however slow it is. */
const SPEED = { fast: 30, gathering: 8, still: 0.1 }
/** Where the eye goes from there, pixels of dragging: turned about the square, moved aside for the feed, and steps of the wheel back. */
const POSE = { turn: [0, -8], aside: [95, 35], farther: 1 } as const
const FRAMES = 3

const file = process.argv[2] ?? 'docs/images/city.png'
const city = await startCity({
  env: { CIVITAS_TEST: '1', CIVITAS_SCENARIO: 'default', CIVITAS_SEED: SEED, CIVITAS_SPEED: String(SPEED.fast) },
})
try {
  await until(FESTIVAL.from)
  const { place } = FESTIVAL
  await post('/test/incidents', { id: 'picture/festival', incident: 'festival', place, hours: 5 })
  await until(FESTIVAL.gathering)
  await post('/test/speed', { speed: SPEED.gathering })
  await until(FESTIVAL.picture)
  await post('/test/speed', { speed: SPEED.still })
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: SIZE, reducedMotion: 'reduce' })
  await photograph(page)
  await browser.close()
  console.log(`${file} shows day 1, ${Math.trunc((await minute()) / 60)}:${(await minute()) % 60}`)
} finally {
  await city.stop()
}

async function photograph(page: Page): Promise<void> {
  await page.goto(`${city.url}/?quality=low`)
  await page.waitForFunction(() => window.__scene?.ready === true, null, { timeout: 0 })
  await page.locator('.incidents button.festival').click({ timeout: 0 })
  await frames(page)
  await page.mouse.move(SIZE.width / 2, SIZE.height / 2)
  for (let step = 0; step < POSE.farther; step++) await page.mouse.wheel(0, 100)
  await frames(page)
  await drag(page, 'right', POSE.turn)
  await drag(page, 'left', POSE.aside)
  await page.screenshot({ path: file, timeout: 0 })
}

async function drag(page: Page, button: 'left' | 'right', [x, y]: readonly [number, number]): Promise<void> {
  const [fromX, fromY] = [SIZE.width / 2, SIZE.height / 2]
  await page.mouse.move(fromX, fromY)
  await page.mouse.down({ button })
  await page.mouse.move(fromX + x, fromY + y, { steps: 4 })
  await page.mouse.up({ button })
  await frames(page)
}

async function frames(page: Page): Promise<void> {
  const from = await page.evaluate(() => window.__scene?.frames ?? 0)
  await page.waitForFunction((wanted) => (window.__scene?.frames ?? 0) >= wanted, from + FRAMES, { timeout: 0 })
}

/** Minute of the day. */
async function minute(): Promise<number> {
  const answer = await fetch(`${city.url}/api/v1/world`)
  const { clock } = (await answer.json()) as { clock: { minute_of_day: number } }
  return clock.minute_of_day
}

async function until(wanted: number): Promise<void> {
  while ((await minute()) < wanted) await new Promise((resolve) => setTimeout(resolve, 100))
}

async function post(path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const { ok, status } = await fetch(`${city.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!ok) throw new Error(`${path} answered ${status}`)
}
