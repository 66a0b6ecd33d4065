// Counts a leg from what its runner wrote, keeps the counts as files, and sums them.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

const countsSchema = z.object({ passed: z.int(), failed: z.int(), skipped: z.int() })

/** The part of vitest's JSON report that we count by. */
const vitestSchema = z.object({
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

/** A command is one check: it passes or it fails. */
export function countCommand(exitCode: number | null): Counts {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

/** A file that did not load, a missing report or an error outside every test counts as one failure. */
export function countVitest(json: string | undefined, exitCode: number | null): Counts {
  if (json === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const files = vitestSchema.parse(JSON.parse(json)).testResults
  const states = files.flatMap((file) => file.assertionResults.map((test) => test.status))
  const unloaded = files.filter((file) => file.status === 'failed' && !file.assertionResults.some(hasFailed)).length
  const passed = states.filter((state) => state === 'passed').length
  const failed = states.filter((state) => state === 'failed').length + unloaded
  const skipped = states.length - passed - (failed - unloaded)
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped }
}

function hasFailed(test: { status: string }): boolean {
  return test.status === 'failed'
}

export function sum(all: readonly Counts[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of all) {
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped += counts.skipped
  }
  return total
}

/** Counts per leg, as files, so that several runs can be summed at the end. */
export class ReportFolder {
  readonly path: string

  constructor(path: string) {
    this.path = path
    mkdirSync(path, { recursive: true })
  }

  write(leg: string, counts: Counts): void {
    writeFileSync(this.#file(leg), JSON.stringify(counts))
  }

  /** Undefined where the leg has not run. */
  read(leg: string): Counts | undefined {
    const name = `${slug(leg)}.counts.json`
    if (!readdirSync(this.path).includes(name)) return undefined
    return countsSchema.parse(JSON.parse(readFileSync(join(this.path, name), 'utf8')))
  }

  forget(leg: string): void {
    rmSync(this.#file(leg), { force: true })
  }

  #file(leg: string): string {
    return join(this.path, `${slug(leg)}.counts.json`)
  }
}

export function slug(leg: string): string {
  return leg.replaceAll(' ', '-')
}
