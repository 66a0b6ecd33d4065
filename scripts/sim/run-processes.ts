// Seeds in several processes, side by side: a run in one process is one thread.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addTo, type SeedsReport } from './run-seeds.ts'

const SIM = join(import.meta.dirname, '../sim.ts')
/** Each seed leaves a city's worth of young objects behind: a tenth less time than with Node's default. */
const NODE_OPTIONS = ['--max-semi-space-size=64']

/** Runs seeds `first` … `last` in `processes` parts of equal size. Rejects with the report of the first seed that failed. */
export async function runProcesses(of: {
  first: number
  last: number
  ticks: number
  processes: number
}): Promise<SeedsReport> {
  const { first, last, ticks, processes } = of
  const size = Math.ceil((last - first + 1) / processes)
  const parts = Array.from({ length: processes }, (_, part) => first + part * size)
    .filter((from) => from <= last)
    .map((from) => runPart(from, Math.min(last, from + size - 1), ticks))
  const [sum, ...more] = await Promise.all(parts)
  if (!sum) throw new Error(`no seed from ${first} to ${last}`)
  for (const report of more) addTo(sum, report)
  return { ...sum, first, last }
}

async function runPart(first: number, last: number, ticks: number): Promise<SeedsReport> {
  const words = [...NODE_OPTIONS, SIM, '--seeds', `${first}-${last}`, '--ticks', String(ticks), '--json']
  const { stdout } = await promisify(execFile)(process.execPath, words).catch((error: { stderr?: string }) => {
    throw new Error(error.stderr ?? String(error))
  })
  return JSON.parse(stdout) as SeedsReport
}
