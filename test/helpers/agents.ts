// Signs up an owner and makes external agents over the public REST interface, as a stranger's program would.
import type { CityProcess } from './city-process.ts'

export interface TestAgent {
  id: string
  key: string
}

/** What a stream holds: results, messages, observations. */
export type Item = {
  type: string
  cursor: string
  action_id?: string
  idempotency_key?: string
  tick?: number
} & Record<string, unknown>

/** How many agents are made at once: the spawn of each waits for a tick. */
const AGENTS_AT_ONCE = 20
/** The most that a page of an inbox takes. */
const INBOX_PAGE = 500

/** Makes an account and returns its access token. */
export async function signUp(url: string, email = `owner-${crypto.randomUUID()}@example.org`): Promise<string> {
  const password = 'correct horse battery'
  await call(url, 'POST', '/accounts', { body: { email, password, display_name: 'Test owner' } })
  const session = await call(url, 'POST', '/sessions', { body: { email, password } })
  return String(session.access_token)
}

/** Makes `count` external agents with a full key each. */
export async function makeAgents(city: Pick<CityProcess, 'url'>, count: number): Promise<TestAgent[]> {
  const token = await signUp(city.url)
  const agents: TestAgent[] = []
  while (agents.length < count) {
    const batch = Math.min(AGENTS_AT_ONCE, count - agents.length)
    const names = Array.from({ length: batch }, (_, index) => `Visitor ${agents.length + index + 1}`)
    agents.push(...(await Promise.all(names.map((name) => makeAgent(city.url, token, name)))))
  }
  return agents
}

async function makeAgent(url: string, token: string, name: string): Promise<TestAgent> {
  const { agent } = await call(url, 'POST', '/agents', { token, body: { name, mind: { type: 'external' } } })
  const id = String((agent as { id: unknown }).id)
  const { key } = await call(url, 'POST', `/agents/${id}/keys`, { token, body: {} })
  return { id, key: String(key) }
}

/** Everything that the city keeps for the agent, oldest first. */
export async function readInbox(url: string, agent: TestAgent): Promise<Item[]> {
  const items: Item[] = []
  for (let after = ''; ;) {
    const query = `limit=${INBOX_PAGE}${after === '' ? '' : `&after=${after}`}`
    const page = await call(url, 'GET', `/agents/${agent.id}/inbox?${query}`, { token: agent.key })
    const found = page.items as Item[]
    items.push(...found)
    if (found.length < INBOX_PAGE) return items
    after = String(page.cursor)
  }
}

/** One REST call under /api/v1; throws with status and body when it is refused. */
export async function call(
  url: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown } = {},
): Promise<Record<string, unknown>> {
  const headers: Record<string, string> = {}
  if (options.token !== undefined) headers.authorization = `Bearer ${options.token}`
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  })
  const body = (await answer.json()) as Record<string, unknown>
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(body)}`)
  return body
}
