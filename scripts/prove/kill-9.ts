// A hundred kills of a real city under load; every acknowledgement must be there afterwards. [ACT-4]
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash32 } from '@civitas/kit'
import { machine } from '../../bench/report.ts'
import { killRound } from '../../test/helpers/kill-9.ts'
import { replayDirectory } from '../../test/helpers/replay.ts'

const FILE = join(import.meta.dirname, '../../docs/bench/kill-9.json')
const DEFAULT_ROUNDS = 100
/** Rounds on one data directory; then its whole journal is replayed and a new one begins. */
const ROUNDS_PER_DIRECTORY = 10

interface Round {
  round: number
  acknowledged: number
  seconds: number
  faults: string[]
}

/** Runs rounds `from` … `rounds`; the round's number is its seed. */
export async function proveKill9(options: { rounds?: number; from?: number }): Promise<string> {
  const last = options.rounds ?? DEFAULT_ROUNDS
  const done = options.from === undefined ? [] : (await readRounds()).filter(({ round }) => round < (options.from ?? 0))
  let dataDir = await mkdtemp(join(tmpdir(), 'civitas-prove-'))
  for (let round = options.from ?? 1; round <= last; round++) {
    let draws = 0
    const report = await killRound(dataDir, () => hash32(round, 0, draws++, 0) / 2 ** 32)
    done.push({ round, ...report, seconds: Number(report.seconds.toFixed(2)) })
    await writeFile(FILE, `${JSON.stringify({ machine: machine(), totals: totals(done), rounds: done }, null, 2)}\n`)
    console.log(
      `round ${round}: ${report.acknowledged} acknowledged in ${report.seconds.toFixed(1)} s, ${report.faults.length} faults`,
    )
    if (report.faults.length > 0) throw new Error(`round ${round} failed:\n${report.faults.slice(0, 20).join('\n')}`)
    if (round % ROUNDS_PER_DIRECTORY === 0 || round === last) {
      await replayed(dataDir)
      dataDir = await mkdtemp(join(tmpdir(), 'civitas-prove-'))
    }
  }
  await rm(dataDir, { recursive: true, force: true })
  const { acknowledged, rounds } = totals(done)
  return `${rounds} kills, ${acknowledged} acknowledgements, none lost, changed or doubled; every journal replays to its hash`
}

async function replayed(dataDir: string): Promise<void> {
  const { code, output } = await replayDirectory(dataDir)
  if (code !== 0) throw new Error(`the journal in ${dataDir} does not replay:\n${output}`)
  await rm(dataDir, { recursive: true, force: true })
}

async function readRounds(): Promise<Round[]> {
  const { rounds } = JSON.parse(await readFile(FILE, 'utf8')) as { rounds: Round[] }
  return rounds
}

function totals(rounds: Round[]): { rounds: number; acknowledged: number; faults: number } {
  return {
    rounds: rounds.length,
    acknowledged: rounds.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    faults: rounds.reduce((sum, { faults }) => sum + faults.length, 0),
  }
}
