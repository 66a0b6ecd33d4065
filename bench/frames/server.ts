// The serving process of the benchmark of the viewer stream. Started with the mode and the number of residents.
import type { AddressInfo } from 'node:net'
import { createInProcessBus } from '@civitas/bus'
import { systemClock } from '@civitas/kit'
import { type FramesMessage, topics } from '@civitas/schema'
import { type Client, Room } from '@colyseus/core'
import { Encoder, schema, StateView, t } from '@colyseus/schema'
import Fastify from 'fastify'
import { TileEncoder } from '../../districts/src/sim/bytes/tile-encoder.ts'
import { attachRooms, CityRoom, type CityRoomDeps, type RoomDefinition } from '../../server/src/gateway/edge/index.ts'
import { COLUMNS, EDGE_METRES, viewOf, Walkers } from './walkers.ts'

/** `idle`: viewers are connected and everybody walks, nothing is sent. */
export type FramesMode = 'idle' | 'packed' | 'state-view'

export interface FramesMeasure {
  cpuMs: number
  wallMs: number
  publishes: number
  /** Mean CPU of encoding one publish. */
  encodeMs: number
  /** Mean CPU of this thread for one publish up to the bus, for `state-view` sockets included. */
  publishMs: number
}

const STEP_MS = 100
const walkers = new Walkers(Number(process.argv[3]))
const mode = process.argv[2] as FramesMode
const bus = createInProcessBus()
const totals = { publishes: 0, encodeMs: 0, publishMs: 0 }

function timed<T>(name: 'encodeMs' | 'publishMs', work: () => T): T {
  const before = process.threadCpuUsage()
  const result = work()
  const { user, system } = process.threadCpuUsage(before)
  totals[name] += (user + system) / 1_000
  return result
}

/** One of Colyseus' own rooms: positions in its schema, one `StateView` per viewer over what its camera sees. */
Encoder.BUFFER_SIZE = 4 * 1_024 * 1_024
const Resident = schema({ x: t.uint16(), y: t.uint16() }, 'Resident')
const City = schema({ residents: t.map(Resident).view() }, 'City')

class StateViewRoom extends Room<{ state: InstanceType<typeof City> }> {
  override maxClients = 10_000
  override patchRate = null
  override autoDispose = false
  private readonly residents: InstanceType<typeof Resident>[] = []
  private readonly tiles: number[] = []
  private readonly watchers: Set<Client>[] = Array.from({ length: COLUMNS * COLUMNS }, () => new Set())
  private joined = 0

  override onCreate(): void {
    this.roomId = 'city'
    this.state = new City()
    for (let slot = 0; slot < walkers.count; slot++) {
      const resident = new Resident()
      this.residents.push(resident)
      this.tiles.push(tileOf(slot))
      this.state.residents.set(String(slot), resident)
    }
    this.onMessage('camera', () => undefined)
    step = () => this.publish()
  }

  override onJoin(client: Client): void {
    client.view = new StateView()
    const { x0, y0, x1, y1 } = viewOf(this.joined++)
    const seen = new Set<number>()
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) seen.add(y * COLUMNS + x)
    for (const tile of seen) this.watchers[tile]?.add(client)
    this.residents.forEach((resident, slot) => {
      if (seen.has(this.tiles[slot] ?? -1)) client.view?.add(resident)
    })
  }

  private publish(): void {
    for (const [slot, resident] of this.residents.entries()) {
      resident.x = walkers.x[slot] ?? 0
      resident.y = walkers.y[slot] ?? 0
      const [before, now] = [this.tiles[slot] ?? 0, tileOf(slot)]
      if (before !== now) this.move(resident, slot, before, now)
    }
    this.broadcastPatch()
  }

  private move(resident: InstanceType<typeof Resident>, slot: number, before: number, now: number): void {
    this.tiles[slot] = now
    const [left, entered] = [this.watchers[before], this.watchers[now]]
    for (const client of left ?? []) if (!entered?.has(client)) client.view?.remove(resident)
    for (const client of entered ?? []) if (!left?.has(client)) client.view?.add(resident)
  }
}

function tileOf(slot: number): number {
  return Math.trunc((walkers.y[slot] ?? 0) / 512) * COLUMNS + Math.trunc((walkers.x[slot] ?? 0) / 512)
}

/** What happens after everybody has walked. */
let step: () => void = () => undefined

function rooms(): RoomDefinition[] {
  if (mode === 'state-view') return [{ name: 'city', room: StateViewRoom, options: {} }]
  const scenario = { districts: [{ size: [EDGE_METRES, EDGE_METRES] }] } as unknown as CityRoomDeps['scenario']
  const hub = { onFacts: () => () => undefined, onClock: () => () => undefined }
  const deps: CityRoomDeps = { bus, hub, scenario, clock: systemClock, count: () => undefined }
  return [{ name: 'city', room: CityRoom, options: { deps } }]
}

if (mode === 'packed') {
  // The encoder reads these of a world; the benchmark has no other.
  const residents = Array.from({ length: walkers.count }, (_, slot) => ({ number: slot + 1 }))
  const map = { x: 0, y: 0, scenario: { size: [EDGE_METRES, EDGE_METRES] } }
  const encoder = new TileEncoder({ motion: walkers, residents, map } as never)
  let sequence = 0
  step = () => {
    const tiles = timed('encodeMs', () => (sequence === 0 ? encoder.keyframes() : encoder.encode()))
    const message: FramesMessage = { district: 'd', index: 0, epoch: 1, step: sequence, sequence: ++sequence, tiles }
    bus.publish(topics.districtFrames('d'), message)
  }
}

const app = Fastify({ forceCloseConnections: true })
await attachRooms(app, rooms())
await app.listen({ port: 0, host: '127.0.0.1' })
let dueMs = performance.now()

function loop(): void {
  walkers.walk()
  timed('publishMs', step)
  totals.publishes++
  // Steps that cannot be kept are not caught up: the reached rate tells.
  dueMs = Math.max(dueMs + STEP_MS, performance.now())
  setTimeout(loop, Math.max(0, dueMs - performance.now()))
}
loop()

process.on('message', (durationMs: number) => {
  const before = { ...totals, cpu: process.cpuUsage(), startMs: performance.now() }
  setTimeout(() => {
    const cpu = process.cpuUsage(before.cpu)
    const publishes = totals.publishes - before.publishes
    const measure: FramesMeasure = {
      cpuMs: (cpu.user + cpu.system) / 1_000,
      wallMs: performance.now() - before.startMs,
      publishes,
      encodeMs: (totals.encodeMs - before.encodeMs) / publishes,
      publishMs: (totals.publishMs - before.publishMs) / publishes,
    }
    process.send?.(measure)
  }, durationMs)
})
process.send?.((app.server.address() as AddressInfo).port)

// Nobody left to serve.
process.on('disconnect', () => process.exit())
