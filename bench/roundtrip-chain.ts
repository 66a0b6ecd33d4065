// What the whole chain costs one action in a gateway: every step and the real hub, a district that queues at once.
import { systemClock } from '@civitas/kit'
import { agentIdOf, type InboxAnswer, topics } from '@civitas/schema'
import { quietTelemetry } from '@civitas/telemetry'
import { createChain } from '../server/src/gateway/chain/index.ts'
import { DISTRICT, FakeCity } from '../server/test/helpers/fake-city.ts'
import { percentile } from './report.ts'

const AGENTS = 100
/** Within each agent's burst of 200, warm-up included. */
const ACTIONS_EACH = 100
const WARM_UP_EACH = 50

/** One action at a time. CPU is counted over all of them, because the clock of a thread's CPU is coarse. */
export async function chainMicros(): Promise<{ meanMicros: number; p99WallMicros: number }> {
  const residents = Array.from({ length: AGENTS }, (_, index) => 1_000_000 + index)
  const city = await FakeCity.start(residents)
  // The register of the test city holds routine minds; outside agents are what the chain lets act.
  for (const resident of residents) await city.store.agents.update('main', resident, { mind: 'external' })
  const queued: InboxAnswer = { status: 'queued' }
  city.bus.respond(topics.districtInbox(DISTRICT), () => queued)
  const { bus, directory, hub } = city
  const chain = createChain({ bus, directory, hub, clock: systemClock, telemetry: quietTelemetry() })
  const act = async (resident: number) => {
    const agentId = agentIdOf(resident)
    const principal = { kind: 'agent' as const, agentId, keyId: 'k1', scopes: ['act', 'speak'] }
    const decision = { action: 'say', parameters: { text: 'Good morning.' }, reasoning: 'It is polite.' }
    const startMs = performance.now()
    const answer = await chain.submit({ principal, agentId, decision, waitMs: 0 })
    const micros = (performance.now() - startMs) * 1_000
    if (answer.status !== 'queued') throw new Error(`the chain answered ${JSON.stringify(answer)}`)
    return micros
  }
  const rounds = async (count: number) => {
    const micros: number[] = []
    for (let round = 0; round < count; round++) for (const resident of residents) micros.push(await act(resident))
    return micros
  }
  await rounds(WARM_UP_EACH)
  const before = process.threadCpuUsage()
  const micros = await rounds(ACTIONS_EACH)
  const { user, system } = process.threadCpuUsage(before)
  await city.stop()
  return { meanMicros: (user + system) / micros.length, p99WallMicros: percentile(micros, 0.99) }
}
