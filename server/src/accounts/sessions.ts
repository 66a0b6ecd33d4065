// Sessions of owners: an access token for requests, a refresh token that changes at each use. [§11]
import type { Clock } from '@civitas/kit'
import type { Session, Sessions } from '@civitas/store'
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-tokens.ts'
import { bearerId, hashOf, newBearer, newId } from './secrets.ts'

/** Unused for this long, a session ends. */
const SESSION_MS = 30 * 86_400_000
/** Open sessions of one account; the oldest ends when another begins. */
const MAX_SESSIONS = 50
const MAX_USER_AGENT = 200

/** What the client gets; field names as on the wire. */
export interface SessionTokens {
  access_token: string
  refresh_token: string
  expires_in: number
}

export interface SessionDesk {
  open(accountId: string, userAgent: string): Promise<SessionTokens>
  /** `undefined` when the token is unknown, too old, or was used before: then the whole session is gone. */
  refresh(refreshToken: string): Promise<SessionTokens | undefined>
  list(accountId: string): Promise<Session[]>
  close(sessionId: string): Promise<void>
}

export interface SessionDeps {
  sessions: Sessions
  tokens: AccessTokens
  clock: Clock
  /** Told of sessions that ended, so that access tokens die with them. */
  onClosed: (sessionId: string) => void
}

export function createSessionDesk({ sessions, tokens, clock, onClosed }: SessionDeps): SessionDesk {
  const tokensFor = async (accountId: string, sessionId: string, refreshToken: string): Promise<SessionTokens> => ({
    access_token: await tokens.sign({ accountId, sessionId }),
    refresh_token: refreshToken,
    expires_in: ACCESS_TOKEN_SECONDS,
  })

  async function close(sessionId: string): Promise<void> {
    await sessions.delete(sessionId)
    onClosed(sessionId)
  }

  return {
    close,
    list: async (accountId) => (await sessions.list(accountId)).filter((session) => session.expiresMs > clock.wallMs()),

    async open(accountId, userAgent) {
      const held = await sessions.list(accountId)
      for (const old of held.slice(0, Math.max(0, held.length - MAX_SESSIONS + 1))) await close(old.id)
      const { id, text } = newBearer('cvr', newId('s'))
      const nowMs = clock.wallMs()
      await sessions.create({
        id,
        accountId,
        refreshHash: hashOf(text),
        createdMs: nowMs,
        expiresMs: nowMs + SESSION_MS,
        userAgent: userAgent.slice(0, MAX_USER_AGENT),
      })
      return tokensFor(accountId, id, text)
    },

    async refresh(refreshToken) {
      const id = bearerId('cvr', refreshToken)
      const session = id === undefined ? undefined : await sessions.byId(id)
      if (!session) return undefined
      const nowMs = clock.wallMs()
      const next = newBearer('cvr', session.id)
      const alive = session.expiresMs > nowMs
      const swapped =
        alive && (await sessions.rotate(session.id, hashOf(refreshToken), hashOf(next.text), nowMs + SESSION_MS))
      if (swapped) return tokensFor(session.accountId, session.id, next.text)
      await close(session.id)
      return undefined
    },
  }
}
