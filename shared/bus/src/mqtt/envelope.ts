// What travels in one MQTT packet.
import { assert } from '@civitas/kit'
import { packBody, unpackBody } from './body.ts'

export const KIND = {
  message: 1,
  /** The newest number of a topic that fell silent; no body. */
  mark: 2,
  request: 3,
  answer: 4,
  /** The responder threw; the body says what. */
  failed: 5,
  /** Nobody answers on that topic here. */
  absent: 6,
  /** To oneself: what was sent to the broker before has arrived there. */
  barrier: 7,
} as const

type Kind = (typeof KIND)[keyof typeof KIND]

/*
  byte  0      format, 1
  byte  1      kind; the highest bit says that the JSON holds stand-ins for byte arrays
  bytes 2-5    number: of the message on its topic, from 1, or of the request
  byte  6      length of the sender's name
  byte  7      length of the trace, 0 = none
  bytes 8-9    length of the request's topic, 0 = none
  bytes 10-13  length of the JSON, 0 = undefined
  bytes 14-15  number of byte arrays
  then         sender, trace, topic, JSON, and each byte array after its length in 4 bytes (all numbers little-endian)
*/
const FORMAT = 1
const HEAD_BYTES = 16
const NUMBER_AT = 2
const STAND_INS = 0x80
const MAX_BLOBS = 65_535
const MAX_TRACE_BYTES = 255

interface EnvelopeHead {
  kind: Kind
  number: number
  /** Peer name of the process that sent it. */
  sender: string
  trace?: string
  /** Of a request. */
  topic?: string
}

/** Throws when `body` is no plain data. */
export function writeEnvelope(head: EnvelopeHead, body: unknown): Buffer {
  const { json, blobs, hasStandIns } = packBody(body)
  assert(blobs.length <= MAX_BLOBS, 'too many byte arrays in a message')
  const trace = Buffer.from(head.trace ?? '')
  const lengths = {
    sender: Buffer.byteLength(head.sender),
    trace: trace.length <= MAX_TRACE_BYTES ? trace.length : 0,
    topic: Buffer.byteLength(head.topic ?? ''),
    json: Buffer.byteLength(json),
  }
  const blobBytes = blobs.reduce((sum, blob) => sum + 4 + blob.length, 0)
  const bytes = Buffer.allocUnsafe(
    HEAD_BYTES + lengths.sender + lengths.trace + lengths.topic + lengths.json + blobBytes,
  )
  bytes[0] = FORMAT
  bytes[1] = head.kind | (hasStandIns ? STAND_INS : 0)
  bytes.writeUInt32LE(head.number, NUMBER_AT)
  bytes[6] = lengths.sender
  bytes[7] = lengths.trace
  bytes.writeUInt16LE(lengths.topic, 8)
  bytes.writeUInt32LE(lengths.json, 10)
  bytes.writeUInt16LE(blobs.length, 14)
  let at = HEAD_BYTES
  at += bytes.write(head.sender, at)
  at += trace.copy(bytes, at, 0, lengths.trace)
  at += bytes.write(head.topic ?? '', at)
  at += bytes.write(json, at)
  for (const blob of blobs) {
    at = bytes.writeUInt32LE(blob.length, at)
    bytes.set(blob, at)
    at += blob.length
  }
  return bytes
}

/** For a packet whose number is known only once it is sure that it can be written. */
export function renumber(packet: Buffer, number: number): void {
  packet.writeUInt32LE(number, NUMBER_AT)
}

export interface Envelope extends EnvelopeHead {
  /** Decodes the body; its byte arrays are views of the packet. Throws when it is none of ours. */
  body(): unknown
}

/** Throws when `bytes` are none of ours. The body is left alone until asked for. */
export function readEnvelope(bytes: Buffer): Envelope {
  assert(bytes.length >= HEAD_BYTES && bytes[0] === FORMAT, 'not a message of this format')
  const flags = bytes.readUInt8(1)
  const ends = { sender: HEAD_BYTES + bytes.readUInt8(6), trace: 0, topic: 0, json: 0 }
  ends.trace = ends.sender + bytes.readUInt8(7)
  ends.topic = ends.trace + bytes.readUInt16LE(8)
  ends.json = ends.topic + bytes.readUInt32LE(10)
  assert(ends.json <= bytes.length, 'a message cut short')
  return {
    kind: (flags & ~STAND_INS) as Kind,
    number: bytes.readUInt32LE(NUMBER_AT),
    sender: bytes.toString('utf8', HEAD_BYTES, ends.sender),
    ...(ends.trace > ends.sender && { trace: bytes.toString('utf8', ends.sender, ends.trace) }),
    ...(ends.topic > ends.trace && { topic: bytes.toString('utf8', ends.trace, ends.topic) }),
    body: () =>
      unpackBody({
        json: bytes.toString('utf8', ends.topic, ends.json),
        blobs: readBlobs(bytes, ends.json, bytes.readUInt16LE(14)),
        hasStandIns: (flags & STAND_INS) !== 0,
      }),
  }
}

function readBlobs(bytes: Buffer, start: number, count: number): Uint8Array[] {
  const blobs: Uint8Array[] = []
  for (let at = start; blobs.length < count;) {
    const length = bytes.readUInt32LE(at)
    assert(at + 4 + length <= bytes.length, 'a message cut short')
    blobs.push(new Uint8Array(bytes.buffer, bytes.byteOffset + at + 4, length))
    at += 4 + length
  }
  return blobs
}
