// Runs the replay command on a stopped city's directory.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** Replays from the start of the journal; code 0 means that every hash was equal. */
export async function replayDirectory(dataDir: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['scripts/replay.ts', '--data', dataDir, '--from-start'], { cwd: ROOT })
  let output = ''
  for (const pipe of [child.stdout, child.stderr]) pipe.setEncoding('utf8').on('data', (text) => (output += text))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}
