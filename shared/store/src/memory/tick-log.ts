import { must } from '@civitas/kit'
import { FencedError, StoreUnavailableError, TickGapError } from '../errors.ts'
import { districtLease } from '../ports/city.ts'
import type { FactLog, JournalTick, TickCommit, TickLog } from '../ports/tick-log.ts'
import { addCommand, commandDone } from './city.ts'
import { applyAgents, applyBuildings, applyPlots } from './agents.ts'
import { applyBooks } from './books.ts'
import { applyDigest } from './digests.ts'
import { type DistrictLog, type MemoryState, pair, type Spanned } from './state.ts'

export function memoryTickLog(state: MemoryState): TickLog {
  return {
    async commit(ticks) {
      check(state, ticks)
      for (const tick of ticks) apply(state, tick)
    },

    async head(branch, district) {
      const head = state.logs.get(pair(branch, district))?.head
      return head && { tick: head.tick, ...(head.stateHash !== undefined && { stateHash: head.stateHash }) }
    },

    async read(branch, district, from, limit) {
      const ticks = state.logs.get(pair(branch, district))?.ticks ?? []
      return ticks
        .filter((tick) => tick.tick >= from)
        .slice(0, limit)
        .map(journalTick)
    },
  }
}

export function memoryFacts(state: MemoryState): FactLog {
  return {
    async read(branch, after, limit) {
      const facts: Awaited<ReturnType<FactLog['read']>>['facts'] = []
      const position = { ...after }
      for (const log of logsOf(state, branch)) {
        const seen = after[log.district]
        for (const tick of log.ticks.filter((t) => seen === undefined || t.tick > seen).slice(0, limit)) {
          for (const fact of tick.facts) facts.push({ district: log.district, tick: tick.tick, fact })
          position[log.district] = tick.tick
        }
      }
      return { facts, position }
    },
  }
}

/** The districts of a branch in order of their names. */
export function logsOf(state: MemoryState, branch: string): DistrictLog[] {
  return [...state.logs.values()]
    .filter((log) => log.branch === branch)
    .sort((a, b) => (a.district < b.district ? -1 : 1))
}

function check(state: MemoryState, ticks: readonly TickCommit[]): void {
  const heads = new Map<string, number | undefined>()
  for (const { branch, district, tick, token } of ticks) {
    const lease = state.leases.get(districtLease(branch, district))
    if (!lease || lease.token !== token || lease.holder === undefined) {
      throw new FencedError(
        `tick ${tick} of ${district}: token ${token} is not the lease's. Stop running this district.`,
      )
    }
    const log = pair(branch, district)
    const head = heads.has(log) ? heads.get(log) : state.logs.get(log)?.head.tick
    if (head !== undefined && tick !== head + 1) {
      throw new TickGapError(`tick ${tick} of ${district} does not follow ${head}. Read the head and go on from there.`)
    }
    heads.set(log, tick)
  }
  if (state.isFull) {
    throw new StoreUnavailableError('the storage limit is used up: raise STORAGE_MB. Nothing was written.')
  }
}

function apply(state: MemoryState, commit: TickCommit): void {
  const { number: span, bytes } = must(state.spans.at(-1), 'a span')
  const tick = { ...commit, span }
  bytes.journal += sizeOf([tick.entries, tick.facts, tick.texts])
  bytes.texts += sizeOf(tick.texts.map(({ id }) => id))
  bytes.streams += sizeOf(tick.streams)
  bytes.actions += sizeOf(tick.streams.filter(({ item }) => item.kind === 'result'))
  const key = pair(tick.branch, tick.district)
  const log = state.logs.get(key)
  const { stateHash, wallMs } = tick
  const head = { tick: tick.tick, wallMs, ...(stateHash !== undefined && { stateHash }) }
  if (log) {
    log.ticks.push(tick)
    log.head = head
  } else {
    state.logs.set(key, { branch: tick.branch, district: tick.district, ticks: [tick], head })
  }
  applyStreams(state, tick)
  for (const text of tick.texts) if (!state.texts.has(text.id)) state.texts.set(text.id, { ...text, span })
  for (const id of tick.commandsDone) {
    commandDone(state, { branch: tick.branch, district: tick.district, id, doneMs: wallMs })
  }
  for (const { id, target, command } of tick.commandsOut ?? []) addCommand(state, tick.branch, target, id, command)
  applyAgents(state, tick)
  applyBuildings(state, tick)
  applyPlots(state, tick)
  applyBooks(state, tick)
  applyDigest(state, tick)
}

function applyStreams(state: MemoryState, { branch, streams, wallMs, span }: TickCommit & Spanned): void {
  for (const { resident, item } of streams) {
    const key = pair(branch, resident)
    const stream = state.streams.get(key)
    if (stream) stream.push({ item, wallMs, span })
    else state.streams.set(key, [{ item, wallMs, span }])
    state.streamEnds.set(key, item.seq)
    if (item.kind !== 'result' || state.actions.has(pair(branch, item.action_id))) continue
    state.actions.set(pair(branch, item.action_id), { resident, item, span })
  }
}

/** As JSON: nothing else tells how long a row is here. */
function sizeOf(rows: unknown): number {
  return JSON.stringify(rows).length
}

function journalTick({ tick, simVersion, stateHash, entries }: TickCommit): JournalTick {
  return { tick, simVersion, entries, ...(stateHash !== undefined && { stateHash }) }
}
