// Names of actions. The same key on the same day gives the same id on every gateway. [ACT-7]
import { createHash } from 'node:crypto'

const DAY_MS = 86_400_000
const ID_LENGTH = 22

/** @param atMs Unix milliseconds; only its UTC day counts */
export function actionIdOf(agentId: string, key: string, atMs: number): string {
  const day = new Date(atMs).toISOString().slice(0, 10)
  const digest = createHash('sha256').update(`${agentId}\n${key}\n${day}`).digest('base64url')
  return `act_${digest.slice(0, ID_LENGTH)}`
}

/** The id that the same key had a day before: a key is good for 24 hours, whatever the date. */
export function actionIdOfDayBefore(agentId: string, key: string, atMs: number): string {
  return actionIdOf(agentId, key, atMs - DAY_MS)
}
