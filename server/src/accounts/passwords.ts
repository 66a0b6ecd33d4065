// Password hashes: argon2id with 19 MiB and two passes, at most two at a time so that a crowd cannot take the machine.
import { hash, verify } from '@node-rs/argon2'

const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes computed at once: one per core of a small machine. */
const MAX_AT_ONCE = 2
/** Hashes that wait; the next is refused as `busy`. At 30 ms each this is about half a second. */
const MAX_WAITING = 32

/** Too many passwords at once. */
export class PasswordsBusyError extends Error {
  override readonly name = 'PasswordsBusyError'
  readonly code = 'busy'
}

export interface Passwords {
  /** Rejects with `PasswordsBusyError`. */
  hash(password: string): Promise<string>
  /** Without a stored hash it takes as long and says no, so that nobody learns which e-mails exist. */
  verify(stored: string | undefined, password: string): Promise<boolean>
}

export function createPasswords(): Passwords {
  let running = 0
  const waiting: (() => void)[] = []
  let nobody: Promise<string> | undefined

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= MAX_AT_ONCE) {
      if (waiting.length >= MAX_WAITING) throw new PasswordsBusyError('too many passwords wait already')
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    running++
    try {
      return await work()
    } finally {
      running--
      waiting.shift()?.()
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password, SETTINGS)),
    verify: (stored, password) =>
      inTurn(async () => {
        nobody ??= hash('nobody has this password', SETTINGS)
        const matches = await verify(stored ?? (await nobody), password)
        return stored !== undefined && matches
      }),
  }
}
