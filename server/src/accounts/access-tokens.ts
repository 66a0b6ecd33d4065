// Access tokens: signed, short-lived, so that most requests need no look-up of a password or a refresh token.
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { Clock } from '@civitas/kit'
import type { CityRecords } from '@civitas/store'
import { jwtVerify, SignJWT } from 'jose'

/** Life of an access token in seconds. */
export const ACCESS_TOKEN_SECONDS = 900

const ALGORITHM = 'RS256'
const ISSUER = 'civitas'
const SECRET_NAME = 'access-token-key'

export interface AccessTokens {
  sign(claims: { accountId: string; sessionId: string }): Promise<string>
  /** `undefined` for anything but a token of this city that is still valid. */
  verify(token: string): Promise<{ accountId: string; sessionId: string } | undefined>
}

/** The signing key is made on first use and sealed in the store. */
export function createAccessTokens(city: Pick<CityRecords, 'secret'>, clock: Clock): AccessTokens {
  let pair: ReturnType<typeof loadPair> | undefined
  const keys = () =>
    (pair ??= loadPair(city).catch((error: unknown) => {
      pair = undefined
      throw error
    }))
  return {
    async sign({ accountId, sessionId }) {
      const nowSeconds = Math.floor(clock.wallMs() / 1000)
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setSubject(accountId)
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + ACCESS_TOKEN_SECONDS)
        .sign((await keys()).privateKey)
    },

    async verify(token) {
      const { publicKey } = await keys()
      try {
        const options = { algorithms: [ALGORITHM], issuer: ISSUER, currentDate: new Date(clock.wallMs()) }
        const { payload } = await jwtVerify(token, publicKey, options)
        if (typeof payload.sub !== 'string' || typeof payload.sid !== 'string') return undefined
        return { accountId: payload.sub, sessionId: payload.sid }
      } catch {
        return undefined
      }
    },
  }
}

async function loadPair(city: Pick<CityRecords, 'secret'>) {
  const made = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const first = made.privateKey.export({ type: 'pkcs8', format: 'der' })
  const held = await city.secret(SECRET_NAME, new Uint8Array(first))
  const privateKey = createPrivateKey({ key: Buffer.from(held), type: 'pkcs8', format: 'der' })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}
