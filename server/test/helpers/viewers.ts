// The city room behind a real server, with walkers that a test moves, and viewers that decode what they get.
import type { AddressInfo } from 'node:net'
import { systemClock } from '@civitas/kit'
import {
  BUNDLE_MESSAGE,
  CAMERA_MESSAGE,
  CLOCK_MESSAGE,
  FACTS_MESSAGE,
  readBundle,
  TILE_METRES,
  TileMirror,
  topics,
  UNITS_PER_METRE,
} from '@civitas/schema'
import { Client, type Room } from '@colyseus/sdk'
import Fastify, { type FastifyInstance } from 'fastify'
import { attachRooms, CityRoom, type CityRoomDeps, type Rooms } from '../../src/gateway/edge/index.ts'
import { DISTRICT, FakeCity } from './fake-city.ts'
import { TileWriter, type Walker } from './tile-writer.ts'

const TILE_UNITS = TILE_METRES * UNITS_PER_METRE
/** 8 × 8 tiles. */
export const SIZE = [256, 256] as const
export const EVERYTHING = { views: [{ district: 0, x0: 0, y0: 0, x1: 7, y1: 7 }] }

export class ViewedCity {
  readonly city: FakeCity
  readonly app: FastifyInstance
  walkers: Walker[] = []
  step = 0
  epoch = 1
  sequence = 0
  private writer = new TileWriter(SIZE)
  private rooms: Rooms | undefined

  private constructor(city: FakeCity, app: FastifyInstance) {
    this.city = city
    this.app = app
  }

  static async start(): Promise<ViewedCity> {
    const made = new ViewedCity(await FakeCity.start([1]), Fastify({ forceCloseConnections: true }))
    const { bus, hub, counts } = made.city
    const count = (name: string, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by)
    const scenario = { districts: [{ id: DISTRICT, size: SIZE }] } as unknown as CityRoomDeps['scenario']
    const deps: CityRoomDeps = { bus, hub, scenario, clock: systemClock, count }
    made.rooms = await attachRooms(made.app, [{ name: 'city', room: CityRoom, options: { deps } }])
    await made.app.listen({ port: 0, host: '127.0.0.1' })
    return made
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.app.server.address() as AddressInfo).port}`
  }

  /** Walks everybody a little and publishes a frame. */
  frame(options: { keyframe?: boolean; lost?: boolean } = {}): void {
    const deltas = this.writer.deltas(this.walkers)
    const tiles = options.keyframe ? this.writer.keyframes() : deltas
    const { epoch } = this
    const message = { district: DISTRICT, index: 0, epoch, step: ++this.step, sequence: ++this.sequence, tiles }
    if (!options.lost) this.city.bus.publish(topics.districtFrames(DISTRICT), message)
  }

  /** A new host with a higher epoch takes over. */
  restartHost(): void {
    this.writer = new TileWriter(SIZE)
    this.epoch++
    this.sequence = 0
    this.frame({ keyframe: true })
  }

  async join(camera: object = EVERYTHING): Promise<Viewer> {
    const room = await new Client(this.origin).joinOrCreate('city')
    const viewer = new Viewer(room)
    room.send(CAMERA_MESSAGE, camera)
    return viewer
  }

  async stop(): Promise<void> {
    await this.rooms?.stop()
    await this.app.close()
    await this.city.stop()
  }
}

/** Keeps exact copies of what it sees; a delta that does not fit throws. */
export class Viewer {
  readonly room: Room
  readonly tiles = new Map<number, TileMirror>()
  readonly sequences: number[] = []
  readonly keyframes: number[] = []
  readonly facts: unknown[] = []
  readonly clocks: unknown[] = []
  readonly faults: unknown[] = []
  step = 0
  left: number | undefined

  constructor(room: Room) {
    this.room = room
    room.reconnection.enabled = false
    room.onMessage(BUNDLE_MESSAGE, (bytes: Uint8Array) => this.take(bytes))
    room.onMessage(FACTS_MESSAGE, (facts: unknown[]) => this.facts.push(...facts))
    room.onMessage(CLOCK_MESSAGE, (clock: unknown) => this.clocks.push(clock))
    room.onLeave((code) => (this.left = code))
    room.onError((code, message) => this.faults.push({ code, message }))
  }

  /** Everybody it sees, by number, in 1/16 m from the district's corner. */
  positions(columns = SIZE[0] / TILE_METRES): Map<number, [x: number, y: number, pose: number]> {
    const seen = new Map<number, [number, number, number]>()
    for (const [tile, { members }] of this.tiles) {
      const [x0, y0] = [(tile % columns) * TILE_UNITS, Math.floor(tile / columns) * TILE_UNITS]
      for (const { resident, x, y, pose } of members) seen.set(resident, [x0 + x, y0 + y, pose])
    }
    return seen
  }

  private take(bytes: Uint8Array): void {
    const { sequence, sections } = readBundle(bytes)
    this.sequences.push(sequence)
    let keyframes = 0
    for (const section of sections) {
      this.step = section.step
      for (const { tile, keyframe, bytes: body } of section.tiles) {
        try {
          const mirror = this.tiles.get(tile) ?? new TileMirror()
          if (keyframe) keyframes++
          else if (!this.tiles.has(tile)) throw new Error(`a delta without a keyframe for tile ${tile}`)
          if (keyframe) mirror.applyKeyframe(body)
          else mirror.applyDelta(body)
          this.tiles.set(tile, mirror)
        } catch (fault) {
          this.faults.push(fault)
        }
      }
    }
    this.keyframes.push(keyframes)
  }
}

export function truth(walkers: readonly Walker[]): Map<number, [x: number, y: number, pose: number]> {
  return new Map(walkers.map(({ resident, x, y, pose }) => [resident, [x, y, pose]]))
}
