// Nothing of an ended run may stay behind.
import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import { endTree } from './end-tree.ts'

it('ends grandchildren that lead a group of their own', async () => {
  const grandchild = 'setInterval(() => {}, 1000)'
  const child = `const { spawn } = require('node:child_process')
    const { pid } = spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { detached: true, stdio: 'ignore' })
    console.log(pid)
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['-e', child], { stdio: ['ignore', 'pipe', 'ignore'] })
  const pid = Number(await new Promise((resolve) => parent.stdout.once('data', (text) => resolve(String(text)))))
  expect(isAlive(pid)).toBe(true)
  await endTree(parent.pid)
  await expect.poll(() => isAlive(pid)).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
