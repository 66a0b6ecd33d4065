import { createHash } from 'node:crypto'

/** Districts of up to this many residents are hashed at every tick. [DET-1] */
const HASH_ALWAYS_RESIDENTS = 1_000
/** Larger ones at every tick that divides by this. */
const HASH_EVERY_TICKS = 10

const HASH_BYTES = 16

/** Names a state: SHA-256 of its canonical encoding, first 16 bytes, in hexadecimal. [DET-1] */
export function stateHash(encoded: Uint8Array): string {
  return createHash('sha256').update(encoded).digest().subarray(0, HASH_BYTES).toString('hex')
}

export function isHashed(tick: number, residents: number): boolean {
  return residents <= HASH_ALWAYS_RESIDENTS || tick % HASH_EVERY_TICKS === 0
}
