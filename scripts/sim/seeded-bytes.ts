// Lets the program's random ids follow the seed, so that the same run makes the same city to the last byte.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Dice } from './dice.ts'

/** Returns the function that gives the machine's randomness back. */
export function takeOverRandomBytes(dice: Dice): () => void {
  const real = crypto.randomBytes
  const set = (made: unknown) => {
    Object.assign(crypto, { randomBytes: made })
    syncBuiltinESMExports()
  }
  set((size: number) => Buffer.from(Array.from({ length: size }, () => dice.between(0, 255))))
  return () => set(real)
}
