// The browser itself: that it starts here and draws with WebGL 2, or no other browser test means anything.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { launchChromium } from './chromium.ts'

describe('the browser of the tests', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  it('draws a pixel with WebGL 2', async () => {
    const page = await browser.newPage()
    const pixel = await page.evaluate(() => {
      const gl = document.createElement('canvas').getContext('webgl2')
      if (gl === null) return 'no WebGL 2'
      gl.clearColor(1, 0.5, 0, 1)
      gl.clear(gl.COLOR_BUFFER_BIT)
      const bytes = new Uint8Array(4)
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
      return [...bytes]
    })
    expect(pixel).toEqual([255, 128, 0, 255])
    await page.close()
  })
})
