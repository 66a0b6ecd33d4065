// `npm run scenario -- check|preview FILE`: says what is wrong with a scenario file, or draws it as an SVG map beside it.
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseScenario } from '../districts/src/sim/index.ts'
import { checkScenario } from './scenario/check.ts'
import { drawMap } from './scenario/preview.ts'

const SHIPPED = join(import.meta.dirname, '../districts/scenarios')

const [command, file, out, ...rest] = process.argv.slice(2)

if ((command !== 'check' && command !== 'preview') || file === undefined || rest.length > 0) {
  console.error(
    'Usage: npm run scenario -- check FILE | preview FILE [OUT.svg]\nFILE is a path, or the name of a shipped scenario.',
  )
  process.exitCode = 2
} else {
  try {
    const content = await read(file)
    process.exitCode = command === 'check' ? report(content) : await preview(content)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

async function read(name: string): Promise<unknown> {
  const path = /[./\\]/.test(name) ? name : join(SHIPPED, `${name}.json`)
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`${path} cannot be read: name a scenario file`)
  })
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${path} is not JSON: ${cause instanceof Error ? cause.message : ''}`, { cause })
  }
}

function report(content: unknown): number {
  const faults = checkScenario(content)
  for (const { path, problem, remedy } of faults) console.log(`${path}: ${problem}\n    ${remedy}`)
  if (faults.length > 0) {
    console.log(`\n${faults.length} faults`)
    return 1
  }
  const { title, districts } = parseScenario(content)
  const sum = (of: (district: (typeof districts)[number]) => number) => districts.reduce((all, one) => all + of(one), 0)
  const buildings = districts.flatMap((district) => district.buildings)
  const kinds = new Set(buildings.map(({ kind }) => kind)).size
  const total = (what: 'homes' | 'jobs') => buildings.reduce((all, building) => all + building[what], 0)
  console.log(
    `${title}: ${districts.length} districts, ${buildings.length} buildings of ${kinds} kinds, ` +
      `${sum(({ residents }) => residents)} residents, ${total('homes')} homes, ${total('jobs')} jobs, ` +
      `${sum(({ plots }) => plots.length)} plots. No faults.`,
  )
  return 0
}

async function preview(content: unknown): Promise<number> {
  const target = out ?? `${basename(String(file), '.json')}.svg`
  await writeFile(target, drawMap(parseScenario(content)))
  console.log(target)
  return 0
}
