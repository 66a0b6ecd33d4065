// A message as JSON and, beside it, its byte arrays as they are: base64 would cost a third more and several times the work.
import { assert } from '@civitas/kit'

/**
 * Stands in the JSON for a byte array: `{"$bytes": 3}` is the fourth of them. A message's own object with such a key
 * is wrapped, `{"$bytes": [object]}`, so that it comes out as it went in.
 */
const BYTES = '$bytes'

export interface PackedBody {
  /** Empty for `undefined`. */
  json: string
  blobs: Uint8Array[]
  /** Whether the JSON holds stand-ins, and unpacking has to look for them. */
  hasStandIns: boolean
}

interface Packing {
  blobs: Uint8Array[]
  hasStandIns: boolean
}

/** Throws when `message` holds what is no plain data. */
export function packBody(message: unknown): PackedBody {
  const packing: Packing = { blobs: [], hasStandIns: false }
  const plain = pack(message, packing)
  return { json: plain === undefined ? '' : JSON.stringify(plain), ...packing }
}

/** The byte arrays of the result are those of `blobs`, not copies. Throws when `json` is none. */
export function unpackBody({ json, blobs, hasStandIns }: PackedBody): unknown {
  if (json === '') return undefined
  const plain: unknown = JSON.parse(json)
  return hasStandIns ? unpack(plain, blobs) : plain
}

/** PERF: what holds no bytes is given back as it is; only the path to bytes is copied. bench/bus.bench.ts */
function pack(value: unknown, packing: Packing): unknown {
  if (typeof value !== 'object' || value === null) {
    assert(isJson(value), `not a message: a ${typeof value}`)
    return value
  }
  if (value instanceof Uint8Array) return standIn(packing, packing.blobs.push(value) - 1)
  if (Array.isArray(value)) return packList(value, packing)
  const prototype: unknown = Object.getPrototypeOf(value)
  assert(prototype === Object.prototype || prototype === null, `not a message: a ${value.constructor?.name}`)
  const packed = packObject(value as Record<string, unknown>, packing)
  return Object.hasOwn(value, BYTES) ? standIn(packing, [packed]) : packed
}

function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
    case 'object':
      return true
    case 'number':
      return Number.isFinite(value)
    default:
      return false
  }
}

function standIn(packing: Packing, value: unknown): unknown {
  packing.hasStandIns = true
  return { [BYTES]: value }
}

function packList(list: readonly unknown[], packing: Packing): unknown {
  let copy: unknown[] | undefined
  for (let at = 0; at < list.length; at++) {
    const packed = pack(list[at], packing)
    if (packed === list[at]) continue
    copy ??= [...list]
    copy[at] = packed
  }
  return copy ?? list
}

function packObject(object: Record<string, unknown>, packing: Packing): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined
  for (const key in object) {
    const packed = pack(object[key], packing)
    if (packed === object[key]) continue
    copy ??= { ...object }
    copy[key] = packed
  }
  return copy ?? object
}

/** Changes `value`, which is fresh from the parser. */
function unpack(value: unknown, blobs: readonly Uint8Array[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) value[at] = unpack(value[at], blobs)
    return value
  }
  const object = value as Record<string, unknown>
  const held = object[BYTES]
  if (typeof held === 'number') return blobs[held]
  return unpackProperties(Array.isArray(held) ? (held[0] as Record<string, unknown>) : object, blobs)
}

function unpackProperties(object: Record<string, unknown>, blobs: readonly Uint8Array[]): unknown {
  for (const key in object) object[key] = unpack(object[key], blobs)
  return object
}
