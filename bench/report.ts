// The form in which every benchmark answers: verdicts against the budget, raw figures, and the machine they were taken on.
import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'

/** One line of the budget: what was reached against what must be. */
export interface Verdict {
  what: string
  reached: number
  /** Upper bound, unless `atLeast`. */
  limit: number
  atLeast?: boolean
  unit: string
}

export interface BenchReport {
  name: string
  /** The sizes that were run, for instance `{walkers: 10_000}`. */
  sizes: Record<string, number>
  /** False when the sizes are not those of the budget: the verdicts are then only figures. */
  atBudgetSize: boolean
  verdicts: Verdict[]
  /** Raw figures, named with their unit last: `encodeMs`, `bytesPerUpdate`. */
  figures: Record<string, number | string>
  /** What limits it, or why a verdict was missed. */
  notes?: string[]
}

/** What `bench/<name>.bench.ts` exports as `bench`. `option` reads `--option value` from the command line. */
export type Bench = (options: { number(name: string, fallback: number): number }) => Promise<BenchReport>

/** A verdict misses the budget beyond its limit; the issue stays open beyond 1.5 times. */
export function met(verdict: Verdict): boolean {
  return verdict.atLeast ? verdict.reached >= verdict.limit : verdict.reached <= verdict.limit
}

export function machine(): Record<string, string | number> {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    commit: commitHash(),
  }
}

/** The value below which this share of all lies: the greatest for 1, NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
}

/** The report as a person reads it. */
export function formatReport(report: BenchReport): string {
  const sizes = Object.entries(report.sizes).map(([name, value]) => `${name} ${value.toLocaleString('en')}`)
  const lines = [`${report.name}: ${sizes.join(', ')}${report.atBudgetSize ? '' : ' (not the budget)'}`]
  for (const verdict of report.verdicts) lines.push(formatVerdict(verdict, report.atBudgetSize))
  for (const [name, value] of Object.entries(report.figures)) lines.push(`    ${name}: ${round(value)}`)
  for (const note of report.notes ?? []) lines.push(`    ${note}`)
  return lines.join('\n')
}

function formatVerdict(verdict: Verdict, atBudgetSize: boolean): string {
  const sign = verdict.atLeast ? '≥' : '≤'
  const mark = atBudgetSize ? (met(verdict) ? 'ok  ' : 'MISS') : '    '
  return `  ${mark} ${verdict.what}: ${round(verdict.reached)} ${verdict.unit} (${sign} ${verdict.limit})`
}

function round(value: number | string): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : value
}

function commitHash(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'not a checkout'
  }
}
