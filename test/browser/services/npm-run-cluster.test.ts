// `npm run cluster` as its user has it: the page and both examples work unchanged, a killed host is replaced before one's eyes, Ctrl-C ends all.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterCommand, isAlive } from '../../helpers/cluster-command.ts'
import { EXAMPLE_TIMEOUT_MS, hasPython, runExample, storyOf } from '../../helpers/examples.ts'
import { launchChromium } from '../chromium.ts'
import { openPage, type OpenPage, seeWholeCity } from '../page.ts'

const START_MS = 180_000
const STOP_MS = 60_000
const STORY_MS = 120_000
/** Orchestrator, standby, two hosts, a gateway. */
const PARTS = 5

describe('npm run cluster', () => {
  let command: ClusterCommand
  let browser: Browser
  let opened: OpenPage

  beforeAll(async () => {
    const [cluster, chromium] = await Promise.all([ClusterCommand.start(), launchChromium()])
    command = cluster
    browser = chromium
    opened = await openPage(browser, command.url)
  }, START_MS)
  afterAll(async () => {
    await browser?.close()
    await command?.end()
  }, STOP_MS)

  it.concurrent('runs agent.ts unchanged', { timeout: EXAMPLE_TIMEOUT_MS }, async () => {
    const { code, printed } = await runExample('agent.ts', command)
    expect(code, printed).toBe(0)
    for (const line of storyOf('Ada')) expect(printed).toMatch(line)
  })

  it.skipIf(!hasPython).concurrent('runs agent.py unchanged', { timeout: EXAMPLE_TIMEOUT_MS }, async () => {
    const { code, printed } = await runExample('agent.py', command)
    expect(code, printed).toBe(0)
    for (const line of storyOf('Bruno')) expect(printed).toMatch(line)
  })

  it.concurrent('shows both districts on the page', { timeout: STORY_MS }, async () => {
    const { page, errors } = opened
    await seeWholeCity(page)
    await page.waitForFunction(() => window.__scene?.steps.every((step) => step), null, { timeout: STORY_MS })
    const { residents } = await page.evaluate(async () => (await window.__scene?.drawn()) ?? { residents: [] })
    expect(residents.length).toBeGreaterThan(0)
    expect(await page.getByTestId('connection').textContent()).toBe('live')
    expect(errors).toEqual([])
  })

  it('[CLK-2] goes on before the eyes of a viewer when a host is killed', { timeout: STORY_MS }, async () => {
    const { page, errors } = opened
    const epochs = await page.evaluate(() => window.__scene?.epochs ?? [])
    process.kill(command.pidOf('host-1'), 'SIGKILL')
    await page.waitForFunction(
      (before) => (window.__scene?.epochs ?? []).some((epoch, index) => (epoch ?? 0) > (before[index] ?? 0)),
      epochs,
      { timeout: STORY_MS },
    )
    expect(await page.getByTestId('connection').textContent()).toBe('live')
    expect(errors).toEqual([])
    expect(command.printed).toContain('host-1 ended, starting it again')
    await expect.poll(async () => (await command.livePids()).length, { timeout: STORY_MS }).toBe(PARTS)
  })

  it('ends every process at Ctrl-C', { timeout: STOP_MS }, async () => {
    const pids = await command.livePids()
    expect(pids).toHaveLength(PARTS)
    await command.end()
    expect(command.printed).toContain('The cluster stops …')
    expect(pids.filter(isAlive)).toEqual([])
  })
})
