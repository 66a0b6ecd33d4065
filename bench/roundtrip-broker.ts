// Child of the roundtrip benchmark: a broker that answers every action at once, either bare aedes or our edge with an echo for a chain.
import { createServer } from 'node:net'
import { residentOf } from '@civitas/schema'
import { Aedes } from 'aedes'
import { EdgeCity } from '../server/test/helpers/edge-city.ts'

const [mode, count] = process.argv.slice(2)
const port = mode === 'bare' ? await bareBroker() : await ourEdge(Number(count))
process.on('message', () => process.send?.(process.cpuUsage()))
process.send?.({ port })

/** aedes as it comes: whatever is published to `…/action` goes back on `…/result`. */
async function bareBroker(): Promise<number> {
  const broker = await Aedes.createBroker()
  broker.on('publish', ({ topic, payload }, client) => {
    if (!client || !topic.endsWith('/action')) return
    const { idempotency_key } = JSON.parse(payload.toString()) as { idempotency_key: string }
    const result = JSON.stringify(resultOf(idempotency_key))
    broker.publish(
      {
        cmd: 'publish',
        topic: topic.replace('/action', '/result'),
        payload: result,
        qos: 1,
        retain: false,
        dup: false,
      },
      () => undefined,
    )
  })
  const server = createServer(broker.handle)
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Every guard, the access rules and the hub's session; only the chain is an echo. */
async function ourEdge(agents: number): Promise<number> {
  const city = await EdgeCity.start(Array.from({ length: agents }, (_, index) => index + 1))
  city.answer = ({ decision }) => resultOf((decision as { idempotency_key: string }).idempotency_key)
  if (residentOf('a1') === undefined) throw new Error('agent ids are not what this benchmark thinks')
  return city.port
}

function resultOf(key: string) {
  const action_id = `act_${key.padEnd(22, '0').slice(0, 22)}`
  return { action_id, status: 'accepted' as const, tick: 1, idempotency_key: key, cursor: '1-1' }
}
