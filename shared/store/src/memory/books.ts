import { type Census, censusOf, type Command } from '@civitas/schema'
import type { Audit, CityCut } from '../ports/audit.ts'
import type { TickCommit } from '../ports/tick-log.ts'
import { type MemoryState, pair } from './state.ts'

export function applyBooks(state: MemoryState, { branch, district, tick, books }: TickCommit): void {
  if (!books) return
  const key = pair(branch, district)
  const known = state.books.get(key)
  const start = known ?? { founded: books.coins - books.minted, since: tick, minted: 0 }
  const minted = start.minted + books.minted
  state.books.set(key, { branch, district, tick, ...books, founded: start.founded, since: start.since, minted })
}

export function memoryAudit(state: MemoryState): Audit {
  return {
    async cut(branch) {
      const districts = [...state.books.values()].filter((row) => row.branch === branch)
      const pending = [...state.commands.values()].filter((row) => row.branch === branch && row.doneMs === undefined)
      const commands = pending.map(({ command }) => command)
      const due = pending.filter(({ district, command }) => {
        return (command.sent ?? -1) < (state.books.get(pair(branch, district))?.tick ?? -1)
      })
      const arrivals = commands.filter((command) => command.kind === 'arrive')
      const coins = commands.map(coinsIn)
      return {
        districts: districts.map(({ branch: _, ...books }) => books).toSorted(byDistrict),
        register: censuses(bodies(state, branch, commands), ({ district }) => district).map(([district, census]) => {
          return { district, census }
        }),
        arriving: censuses(arrivals, ({ from }) => from).map(([from, census]) => ({ from, census })),
        transit: {
          coins: coins.reduce<number>((sum, more) => sum + (more ?? 0), 0),
          unread: coins.filter((more) => more === undefined).length,
        },
        waiting: waitingIn(due),
      }
    },
  }
}

/** The living, and the retired who have not been told yet. */
function bodies(state: MemoryState, branch: string, commands: readonly Command[]) {
  const about = (kind: 'retire' | 'spawn') => {
    return new Set(commands.flatMap((command) => (command.kind === kind ? [command.resident] : [])))
  }
  const [leaving, coming] = [about('retire'), about('spawn')]
  return [...state.agents.values()].filter((row) => {
    if (row.branch !== branch) return false
    if (row.status === 'retired') return leaving.has(row.resident) && !coming.has(row.resident)
    return row.status === 'living'
  })
}

function censuses<T extends { resident: number }>(rows: readonly T[], of: (row: T) => string): [string, Census][] {
  const groups = new Map<string, number[]>()
  for (const row of rows) {
    const group = groups.get(of(row))
    if (group) group.push(row.resident)
    else groups.set(of(row), [row.resident])
  }
  const counted = [...groups].map(([name, residents]): [string, Census] => [name, censusOf(residents)])
  return counted.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function coinsIn(command: Command): number | undefined {
  if (command.kind === 'pay' || command.kind === 'bounce') return command.amount
  if (command.kind === 'order' || command.kind === 'deliver' || command.kind === 'share') return command.coins
  return command.kind === 'arrive' ? command.coins : 0
}

function waitingIn(due: readonly { district: string; id: string }[]): CityCut['waiting'] {
  const districts = new Map<string, { district: string; count: number; oldest: string }>()
  for (const { district, id } of due) {
    const known = districts.get(district) ?? { district, count: 0, oldest: id }
    districts.set(district, { ...known, count: known.count + 1 })
  }
  return [...districts.values()].toSorted(byDistrict)
}

function byDistrict(a: { district: string }, b: { district: string }): number {
  return a.district < b.district ? -1 : 1
}
