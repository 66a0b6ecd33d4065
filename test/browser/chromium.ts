// Starts the browser of the tests: software rendering, no background traffic, nothing but loopback.
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../scripts/setup/chromium.mjs'

const FLAGS = [
  '--headless=new',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

export async function launchChromium(): Promise<Browser> {
  const { path, env } = await findChromium()
  // The sandbox of Chromium refuses root, which a build machine often is.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: path, args: [...FLAGS, ...sandbox], env: { ...process.env, ...env } })
}
