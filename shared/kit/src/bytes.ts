// A growing byte buffer and its reader: the one place that knows varints and byte order (little-endian).

const FIRST_CAPACITY_BYTES = 256

/** Appends numbers and byte runs to a buffer that doubles when full. */
export class ByteWriter {
  length = 0
  private bytes: Uint8Array
  private view: DataView

  constructor(capacity = FIRST_CAPACITY_BYTES) {
    this.bytes = new Uint8Array(capacity)
    this.view = new DataView(this.bytes.buffer)
  }

  u8(value: number): void {
    this.reserve(1)
    this.bytes[this.length++] = value
  }

  i8(value: number): void {
    this.u8(value & 255)
  }

  u16(value: number): void {
    this.reserve(2)
    this.view.setUint16(this.length, value, true)
    this.length += 2
  }

  u32(value: number): void {
    this.reserve(4)
    this.view.setUint32(this.length, value, true)
    this.length += 4
  }

  i32(value: number): void {
    this.reserve(4)
    this.view.setInt32(this.length, value, true)
    this.length += 4
  }

  f64(value: number): void {
    this.reserve(8)
    this.view.setFloat64(this.length, value, true)
    this.length += 8
  }

  /** Unsigned LEB128 of an integer in 0 … 2^32 - 1: one byte below 128, five at most. */
  varint(value: number): void {
    this.reserve(5)
    let rest = value >>> 0
    while (rest > 127) {
      this.bytes[this.length++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.bytes[this.length++] = rest
  }

  raw(run: Uint8Array): void {
    this.reserve(run.length)
    this.bytes.set(run, this.length)
    this.length += run.length
  }

  /** Length in UTF-8 bytes as a varint, then the bytes. */
  text(value: string): void {
    const run = new TextEncoder().encode(value)
    this.varint(run.length)
    this.raw(run)
  }

  /** Appends `count` zero bytes and returns where they start, to be filled by `patch`. */
  zeros(count: number): number {
    this.reserve(count)
    const start = this.length
    this.bytes.fill(0, start, start + count)
    this.length += count
    return start
  }

  /** Sets bit `bit` (0 = lowest of the first byte) of the run of bytes that starts at `start`. */
  setBit(start: number, bit: number): void {
    const at = start + (bit >> 3)
    this.bytes[at] = (this.bytes[at] ?? 0) | (1 << (bit & 7))
  }

  /** Forgets what was written; the buffer is used again. */
  reset(): void {
    this.length = 0
  }

  /** A copy of what was written: safe to hand to a socket. */
  copy(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }

  private reserve(count: number): void {
    const needed = this.length + count
    if (needed <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    grown.set(this.bytes)
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }
}

/** Reads what `ByteWriter` wrote. Reading past the end throws `RangeError`. */
export class ByteReader {
  offset = 0
  private readonly bytes: Uint8Array
  private readonly view: DataView

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get done(): boolean {
    return this.offset >= this.bytes.length
  }

  u8(): number {
    return this.view.getUint8(this.offset++)
  }

  i8(): number {
    return this.view.getInt8(this.offset++)
  }

  u16(): number {
    this.offset += 2
    return this.view.getUint16(this.offset - 2, true)
  }

  u32(): number {
    this.offset += 4
    return this.view.getUint32(this.offset - 4, true)
  }

  i32(): number {
    this.offset += 4
    return this.view.getInt32(this.offset - 4, true)
  }

  f64(): number {
    this.offset += 8
    return this.view.getFloat64(this.offset - 8, true)
  }

  varint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8()
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
    }
    throw new RangeError('varint longer than five bytes')
  }

  /** A view of the next `count` bytes, not a copy. */
  raw(count: number): Uint8Array {
    if (this.offset + count > this.bytes.length) throw new RangeError('read past the end')
    this.offset += count
    return this.bytes.subarray(this.offset - count, this.offset)
  }

  text(): string {
    return new TextDecoder().decode(this.raw(this.varint()))
  }
}
