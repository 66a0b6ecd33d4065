// Ends a process with all that it started, also what leads a group of its own, as the cities of tests do.
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long processes may take to end by themselves. */
const GRACE_MS = 2_000

export async function endTree(root: number | undefined): Promise<void> {
  if (root === undefined) return
  const pids = treeOf(root)
  signal(pids, 'SIGTERM')
  await sleep(GRACE_MS)
  signal(pids, 'SIGKILL')
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // It has ended.
    }
  }
}

/** The process and its descendants; without `ps` the process alone. */
function treeOf(root: number): number[] {
  const parents = processTable()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
  const tree = [root]
  for (let index = 0; index < tree.length; index += 1) {
    tree.push(...parents.filter(([, parent]) => parent === tree[index]).map(([pid = 0]) => pid))
  }
  return tree
}

function processTable(): string {
  try {
    return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
