// Encryption at rest: AES-256-GCM under keys derived from the master key. [DET-5]
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { MasterKeyError } from './errors.ts'

const ALGORITHM = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const VERSION = 1
/** A shorter key could be guessed from a stolen backup. */
const SHORTEST_MASTER_KEY = 32

/** Seals and opens small pieces. What a piece is for is bound to it: it opens under the same `purpose` only. */
export interface Seal {
  /** Layout: version (1), nonce (12), tag (16), ciphertext. */
  seal(purpose: string, plain: Uint8Array): Uint8Array
  /** Throws `MasterKeyError` when the piece was sealed under another key or for another purpose, or was changed. */
  open(purpose: string, sealed: Uint8Array): Uint8Array
}

/** @param masterKey at least 32 characters, for instance the output of `openssl rand -base64 32` */
export function createSeal(masterKey: string): Seal {
  if (masterKey.length < SHORTEST_MASTER_KEY) {
    throw new MasterKeyError(
      `CIVITAS_MASTER_KEY must have at least ${SHORTEST_MASTER_KEY} characters. Make one with: openssl rand -base64 32`,
    )
  }
  const key = Buffer.from(hkdfSync('sha256', masterKey, 'civitas', 'store/v1', KEY_BYTES))
  return {
    seal(purpose, plain) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce)
      cipher.setAAD(Buffer.from(purpose))
      const body = cipher.update(plain)
      cipher.final()
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body])
    },

    open(purpose, sealed) {
      const bodyAt = 1 + NONCE_BYTES + TAG_BYTES
      try {
        if (sealed[0] !== VERSION) throw new Error(`sealed under an unknown version ${sealed[0]}`)
        const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(1, 1 + NONCE_BYTES))
        decipher.setAAD(Buffer.from(purpose))
        decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, bodyAt))
        return Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()])
      } catch (cause) {
        throw new MasterKeyError(
          `"${purpose}" does not open. CIVITAS_MASTER_KEY (or DATA_DIR/master.key) must be the key that this store was written under.`,
          { cause },
        )
      }
    },
  }
}

/** A new master key in the form that `createSeal` takes. */
export function newMasterKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url')
}

export function sealText(seal: Seal, purpose: string, text: string): Uint8Array {
  return seal.seal(purpose, Buffer.from(text, 'utf8'))
}

export function openText(seal: Seal, purpose: string, sealed: Uint8Array): string {
  return Buffer.from(seal.open(purpose, sealed)).toString('utf8')
}
