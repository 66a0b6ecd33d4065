// Who stands behind a credential. Answers are trusted for at most 30 s, and less when this process hears of an end. [§11]
import type { Bus } from '@civitas/bus'
import { agentIdOf, type KeyRevokedMessage, topics } from '@civitas/schema'
import type { Clock } from '@civitas/kit'
import type { AgentKey, AgentKeys, Sessions } from '@civitas/store'
import { BoundedCache } from '../gateway/hub/bounded-cache.ts'
import type { AuthenticateAnswer, Authenticator } from '../gateway/ports.ts'
import type { AccessTokens } from './access-tokens.ts'
import { bearerId, hashOf, sameHash } from './secrets.ts'

/** Longest trust in what the store said, in milliseconds. [§11] */
const TRUST_MS = 30_000
/** Credentials remembered; beyond it the least used is looked up again. */
const MAX_REMEMBERED = 20_000

export interface AuthenticatorDeps {
  keys: Pick<AgentKeys, 'byId'>
  sessions: Pick<Sessions, 'byId'>
  tokens: AccessTokens
  bus: Bus
  clock: Clock
}

interface Remembered<T> {
  value: T
  readMs: number
}

const no = (code: 'unauthenticated' | 'key_expired' | 'session_expired'): AuthenticateAnswer => ({ ok: false, code })

export class CachedAuthenticator implements Authenticator {
  private readonly keyCache = new BoundedCache<string, Remembered<AgentKey>>(MAX_REMEMBERED)
  private readonly sessionCache = new BoundedCache<string, Remembered<{ expiresMs: number }>>(MAX_REMEMBERED)
  private readonly listeners = new Set<(keyId: string) => void>()
  private readonly stopped = new AbortController()
  private readonly unsubscribe: () => void
  private readonly deps: AuthenticatorDeps
  /** Counts endings: an answer that the store gave before one is not remembered after it. */
  private endings = 0

  constructor(deps: AuthenticatorDeps) {
    this.deps = deps
    this.unsubscribe = deps.bus.subscribe(topics.keysRevoked(), (message) => this.revoked(message as KeyRevokedMessage))
  }

  async key(text: string): Promise<AuthenticateAnswer> {
    const keyId = bearerId('cvk', text)
    const key = keyId === undefined ? undefined : await this.keyOf(keyId)
    if (!key || !sameHash(key.hash, hashOf(text))) return no('unauthenticated')
    if (key.expiresMs !== undefined && key.expiresMs <= this.deps.clock.wallMs()) return no('key_expired')
    return {
      ok: true,
      principal: { kind: 'agent', agentId: agentIdOf(key.resident), keyId: key.id, scopes: key.scopes },
    }
  }

  async token(text: string): Promise<AuthenticateAnswer> {
    const claims = await this.deps.tokens.verify(text)
    if (!claims) return no('session_expired')
    const session = await this.sessionOf(claims.sessionId)
    if (!session || session.expiresMs <= this.deps.clock.wallMs()) return no('session_expired')
    return { ok: true, principal: { kind: 'owner', ...claims } }
  }

  onKeyExpired(listener: (keyId: string) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** The session has ended: its access tokens end with it. */
  forgetSession(sessionId: string): void {
    this.endings++
    this.sessionCache.delete(sessionId)
  }

  stop(): void {
    this.unsubscribe()
    this.stopped.abort()
    this.listeners.clear()
  }

  private async keyOf(keyId: string): Promise<AgentKey | undefined> {
    const known = this.keyCache.get(keyId)
    if (known && this.isFresh(known)) return known.value
    const readMs = this.deps.clock.monotonicMs()
    const { endings } = this
    const value = await this.deps.keys.byId(keyId)
    if (value && endings === this.endings) this.keyCache.set(keyId, { value, readMs })
    return value
  }

  private async sessionOf(sessionId: string): Promise<{ expiresMs: number } | undefined> {
    const known = this.sessionCache.get(sessionId)
    if (known && this.isFresh(known)) return known.value
    const readMs = this.deps.clock.monotonicMs()
    const { endings } = this
    const value = await this.deps.sessions.byId(sessionId)
    if (value && endings === this.endings) this.sessionCache.set(sessionId, { value, readMs })
    return value
  }

  private isFresh({ readMs }: Remembered<unknown>): boolean {
    return this.deps.clock.monotonicMs() - readMs < TRUST_MS
  }

  /** A key that dies later (rotation) stays valid until then; its sessions are cut when the time has come. */
  private revoked({ keyId, atMs }: KeyRevokedMessage): void {
    this.endings++
    this.keyCache.delete(keyId)
    const waitMs = atMs - this.deps.clock.wallMs()
    if (waitMs <= 0) return this.tell(keyId)
    void this.deps.clock.sleep(waitMs, this.stopped.signal).then(() => this.tell(keyId))
  }

  private tell(keyId: string): void {
    if (this.stopped.signal.aborted) return
    for (const listener of this.listeners) listener(keyId)
  }
}
