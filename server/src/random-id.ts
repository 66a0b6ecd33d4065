import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Bytes from here on would favour the first letters: they are drawn again. */
const FIRST_UNFAIR_BYTE = 248

/** `length` random letters and digits; 12 hold 71 bits, 16 hold 95, 43 hold 256. */
export function randomId(length: number): string {
  let id = ''
  while (id.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < FIRST_UNFAIR_BYTE && id.length < length) id += ALPHABET[byte % ALPHABET.length]
    }
  }
  return id
}
