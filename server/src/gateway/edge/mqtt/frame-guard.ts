// Watches the fixed headers of MQTT packets as they are read off a socket, before the broker buffers them.
import type { Duplex } from 'node:stream'

export interface FrameWatch {
  /** A packet begins: its type (1 … 14) and the bytes it declares. `false` stops reading for good. */
  onPacket(type: number, declaredBytes: number): boolean
}

const CONTINUES = 0x80
const MOST_HEADER_BYTES = 5

/**
 * Wraps `socket.read`. After `onPacket` refused, everything that still comes is read and thrown away, so that the
 * socket can be closed in peace: closing with unread bytes would reset the connection and lose the last answer.
 */
export function guardFrames(socket: Duplex, watch: FrameWatch): void {
  const read = socket.read.bind(socket)
  const headers = new HeaderReader()
  let stopped = false
  socket.read = (size?: number) => {
    const chunk: unknown = read(size)
    if (!(chunk instanceof Uint8Array)) return chunk
    if (!stopped) stopped = !headers.take(chunk, watch)
    return stopped ? null : chunk
  }
}

/** Follows packet boundaries through chunks: 1 byte type and flags, 1 … 4 bytes of length, then the rest. */
class HeaderReader {
  /** Bytes of the current packet still to come. */
  private left = 0
  private readonly header: number[] = []

  /** `false`: a packet was refused. */
  take(chunk: Uint8Array, watch: FrameWatch): boolean {
    for (let at = 0; at < chunk.length;) {
      if (this.left > 0) {
        const skipped = Math.min(this.left, chunk.length - at)
        this.left -= skipped
        at += skipped
        continue
      }
      const byte = chunk[at++] ?? 0
      this.header.push(byte)
      const ends = this.header.length > 1 && ((byte & CONTINUES) === 0 || this.header.length === MOST_HEADER_BYTES)
      if (ends && !this.begin(watch)) return false
    }
    return true
  }

  private begin(watch: FrameWatch): boolean {
    const [first = 0, ...lengths] = this.header
    this.header.length = 0
    this.left = lengths.reduceRight((sum, byte) => sum * 128 + (byte & 127), 0)
    return watch.onPacket(first >> 4, this.left)
  }
}
