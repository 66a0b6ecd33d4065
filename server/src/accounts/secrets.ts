// Bearer secrets: how their text is built, taken apart and compared. Only hashes are stored.
import { createHash, timingSafeEqual } from 'node:crypto'
import { randomId } from '../random-id.ts'

/** Letters of a secret: 43 hold 256 bits. */
const SECRET_LETTERS = 43
const ID_LETTERS = 12

/** A secret as its holder gets it, once: `<prefix>_<id>_<secret>`. */
export interface Bearer {
  id: string
  text: string
}

export type BearerKind = 'cvk' | 'cvr'

export function newBearer(kind: BearerKind, id: string): Bearer {
  return { id, text: `${kind}_${id}_${randomId(SECRET_LETTERS)}` }
}

/** @param prefix one letter that tells what the id names, for instance `k` for a key */
export function newId(prefix: string): string {
  return `${prefix}${randomId(ID_LETTERS)}`
}

/** The id inside a bearer text, or `undefined` when it has another form. */
export function bearerId(kind: BearerKind, text: string): string | undefined {
  const match = /^(cv[kr])_([0-9A-Za-z]{13})_[0-9A-Za-z]{43}$/.exec(text)
  return match?.[1] === kind ? match[2] : undefined
}

/** SHA-256 of the whole text, in hex. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
