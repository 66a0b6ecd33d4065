// Viewers of the benchmark: raw sockets that count bytes; a few of them decode, to count what the bytes tell.
import { BUNDLE_MESSAGE, CAMERA_MESSAGE, readBundle, TileMirror } from '@civitas/schema'
import { getMessageBytes, Protocol } from '@colyseus/core'
import { WebSocket } from 'ws'
import { viewOf } from './walkers.ts'

/** Bytes before a bundle in its message. */
const HEADER_BYTES = getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, BUNDLE_MESSAGE, undefined, new Uint8Array(0)).length

export class Viewers {
  bytes = 0
  messages = 0
  /** Of the viewers that decode. */
  readonly decoded = { bytes: 0, updates: 0, faults: 0 }
  private readonly sockets: WebSocket[] = []

  /** @param decoding how many of them decode what they get */
  async join(port: number, count: number, decoding: number): Promise<void> {
    for (let viewer = 0; viewer < count; viewer += 20) {
      const some = Array.from({ length: Math.min(20, count - viewer) }, (_, at) => viewer + at)
      await Promise.all(some.map((one) => this.one(port, one, one < decoding)))
    }
  }

  leave(): void {
    for (const socket of this.sockets) socket.terminate()
  }

  reset(): void {
    this.bytes = 0
    this.messages = 0
    Object.assign(this.decoded, { bytes: 0, updates: 0 })
  }

  private async one(port: number, viewer: number, decodes: boolean): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${port}/matchmake/join/city`, { method: 'POST' })
    const seat = (await response.json()) as { processId: string; roomId: string; sessionId: string }
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`)
    this.sockets.push(socket)
    const decoder = decodes ? new Decoder(this.decoded) : undefined
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('message', (data: Buffer) => {
        if (data[0] === Protocol.JOIN_ROOM) {
          socket.send(Buffer.from([Protocol.JOIN_ROOM]))
          socket.send(getMessageBytes.raw(Protocol.ROOM_DATA, CAMERA_MESSAGE, { views: [viewOf(viewer)] }))
          return resolve()
        }
        this.bytes += data.length
        this.messages++
        if (data[0] === Protocol.ROOM_DATA_BYTES) decoder?.take(data.subarray(HEADER_BYTES))
      })
    })
  }
}

/** Keeps exact copies, and counts whose place, pose or presence each bundle changed. */
class Decoder {
  private readonly tiles = new Map<number, TileMirror>()
  private readonly totals: { bytes: number; updates: number; faults: number }

  constructor(totals: { bytes: number; updates: number; faults: number }) {
    this.totals = totals
  }

  take(bundle: Uint8Array): void {
    this.totals.bytes += bundle.length
    for (const { tiles } of readBundle(bundle).sections) {
      for (const { tile, keyframe, bytes } of tiles) this.apply(tile, keyframe, bytes)
    }
  }

  private apply(tile: number, keyframe: boolean, bytes: Uint8Array): void {
    const mirror = this.tiles.get(tile) ?? new TileMirror()
    this.tiles.set(tile, mirror)
    const before = new Map(mirror.members.map(({ resident, x, y, pose }) => [resident, `${x} ${y} ${pose}`]))
    try {
      if (keyframe) mirror.applyKeyframe(bytes)
      else mirror.applyDelta(bytes)
    } catch {
      this.totals.faults++
    }
    for (const { resident, x, y, pose } of mirror.members) {
      if (before.get(resident) !== `${x} ${y} ${pose}`) this.totals.updates++
    }
  }
}
