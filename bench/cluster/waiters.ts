// Outside agents that act once a second each, spread over the second, so that gateways have their share of the work.
import { makeAgents, type TestAgent } from '../../test/helpers/agents.ts'
import { LeanClient } from '../lean-client.ts'
import type { CityUnderTest } from './cities.ts'

const PERIOD_MS = 1_000

/** Returns the function that ends them. */
export async function startWaiters(city: CityUnderTest, count: number): Promise<() => void> {
  const agents = await makeAgents(city, count)
  const clients = await Promise.all(agents.map((agent) => connect(city, agent)))
  let sent = 0
  const next = () => {
    const index = sent % clients.length
    const decision = { action: 'wait', parameters: { minutes: 1 }, idempotency_key: `w-${sent++}` }
    clients[index]?.publish(`/agent/${agents[index]?.id}/action`, JSON.stringify(decision))
  }
  const timer = count > 0 ? setInterval(next, PERIOD_MS / count) : undefined
  return () => {
    clearInterval(timer)
    for (const client of clients) client.close()
  }
}

function connect({ mqttUrl }: CityUnderTest, { id, key }: TestAgent): Promise<LeanClient> {
  return LeanClient.open(mqttUrl, { username: id, password: key }, `/agent/${id}/result`, () => undefined)
}
