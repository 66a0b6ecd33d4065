// Lets the program's random ids follow the seed, so that the same run makes the same city to the last byte.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Dice } from './dice.ts'

const UUID_BYTES = 16
/** Lengths of a UUID's groups, in hexadecimal digits. */
const UUID_GROUPS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/

/** Returns the function that gives the machine's randomness back. */
export function takeOverRandomBytes(dice: Dice): () => void {
  const { randomBytes, randomUUID } = crypto
  const set = (made: object) => {
    Object.assign(crypto, made)
    syncBuiltinESMExports()
  }
  const bytes = (size: number) => Buffer.from(Array.from({ length: size }, () => dice.between(0, 255)))
  const uuid = () => bytes(UUID_BYTES).toString('hex').replace(UUID_GROUPS, '$1-$2-$3-$4-$5')
  set({ randomBytes: bytes, randomUUID: uuid })
  return () => set({ randomBytes, randomUUID })
}
