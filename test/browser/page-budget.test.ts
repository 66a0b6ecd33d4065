// Size of the built page: the shell that shows first, and the 3D chunk that it loads after. [§15]
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const DIST = join(import.meta.dirname, '../../client/dist')
const SHELL_KB = 200
const SCENE_KB = 220

const gzippedKb = (file: Buffer) => gzipSync(file, { level: 9 }).length / 1000

describe('the built page', () => {
  it('[§15] has a shell of at most 200 KB, and at most 220 KB more for the scene, gzipped', async () => {
    const html = await readFile(join(DIST, 'index.html'))
    const named = [...html.toString().matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
    const shell = await closure(named)
    const lazy = await closure(await dynamicImports(shell))
    const scene = [...lazy].filter((path) => !shell.has(path))
    const sizes = {
      shell: gzippedKb(html) + (await totalKb(shell)),
      scene: await totalKb(scene),
    }
    expect(scene.length).toBeGreaterThan(0)
    expect(sizes.shell).toBeLessThanOrEqual(SHELL_KB)
    expect(sizes.scene).toBeLessThanOrEqual(SCENE_KB)
  })
})

/** These files and all that they import at once. */
async function closure(paths: Iterable<string>): Promise<Set<string>> {
  const found = new Set<string>()
  const waiting = [...paths]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue
    found.add(path)
    if (!path.endsWith('.js')) continue
    const text = await readFile(join(DIST, path), 'utf8')
    for (const [, next] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)) waiting.push(`assets/${next}`)
  }
  return found
}

async function dynamicImports(paths: Iterable<string>): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    if (!path.endsWith('.js')) continue
    const text = await readFile(join(DIST, path), 'utf8')
    for (const [, next] of text.matchAll(/import\(\s*["'`]\.\/([^"'`]+)["'`]\s*\)/g)) found.push(`assets/${next}`)
  }
  return found
}

async function totalKb(paths: Iterable<string>): Promise<number> {
  let sum = 0
  for (const path of paths) sum += gzippedKb(await readFile(join(DIST, path)))
  return sum
}
