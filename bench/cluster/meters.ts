// What the parts of a city used and counted between two moments.
import type { CityUnderTest, Part } from './cities.ts'

export interface Used {
  seconds: number
  /** By part: CPU in milliseconds. */
  cpuMs: Record<string, number>
  /** Of all transactions of ticks. */
  commitMeanMs: number
  /** How late ticks started, on average. */
  lagMeanMs: number
}

interface Reading {
  atMs: number
  cpuMs: number[]
  commits: Total
  lag: Total
}

interface Total {
  sum: number
  count: number
}

/** Reads the meters now; the function that it returns reads them again and tells the difference. */
export async function startMeters(city: CityUnderTest): Promise<() => Promise<Used>> {
  const before = await read(city.parts)
  return async () => {
    const after = await read(city.parts)
    const of = city.parts.map(({ name }, index) => [name, (after.cpuMs[index] ?? 0) - (before.cpuMs[index] ?? 0)])
    return {
      seconds: (after.atMs - before.atMs) / 1_000,
      cpuMs: Object.fromEntries(of) as Record<string, number>,
      commitMeanMs: mean(before.commits, after.commits),
      lagMeanMs: mean(before.lag, after.lag),
    }
  }
}

/** The part that was busiest, with its share of a core in per cent. */
export function busiest({ cpuMs, seconds }: Used): { name: string; percent: number } {
  const [name = 'nobody', ms = 0] = Object.entries(cpuMs).toSorted(([, a], [, b]) => b - a)[0] ?? []
  return { name, percent: ms / seconds / 10 }
}

/** Share of one core of each part, in per cent. */
export function sharesOf({ cpuMs, seconds }: Used): string {
  return Object.entries(cpuMs)
    .map(([name, ms]) => `${name} ${(ms / seconds / 10).toFixed(1)}`)
    .join(', ')
}

async function read(parts: readonly Part[]): Promise<Reading> {
  const texts = await Promise.all(parts.flatMap(({ url }) => (url === undefined ? [] : [metricsOf(url)])))
  const text = texts.join('\n')
  return {
    atMs: performance.now(),
    cpuMs: parts.map((part) => part.cpuMs()),
    commits: totalOf(text, 'civitas_commit_milliseconds'),
    lag: totalOf(text, 'civitas_district_lag_milliseconds'),
  }
}

async function metricsOf(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text()
}

function totalOf(text: string, name: string): Total {
  const sumOf = (suffix: string) =>
    [...text.matchAll(new RegExp(`^${name}_${suffix}(?:{[^}]*})? (\\S+)`, 'gm'))].reduce(
      (total, [, value]) => total + Number(value),
      0,
    )
  return { sum: sumOf('sum'), count: sumOf('count') }
}

function mean(before: Total, after: Total): number {
  return (after.sum - before.sum) / (after.count - before.count)
}
