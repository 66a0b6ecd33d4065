// `npm run admin -- move DISTRICT PROCESS`: gives a district of a cluster to another live host.
import { createMqttBus, NoResponderError } from '@civitas/bus'
import { readBusConfig } from '@civitas/bus/config'
import { type MoveAnswer, type MoveOrder, placementTopics } from '@civitas/districts/placement/orders'

/** The old host stops at its next boundary, the new one recovers: both within seconds. */
const ANSWER_WITHIN_MS = 30_000

/** Rejects with what stood in the way. Process ids are those of `GET /api/v1/directory`. */
export async function moveDistrict(district: string, to: string): Promise<void> {
  const { mqttUrl: url } = readBusConfig(process.env)
  if (url === undefined)
    throw new Error('MQTT_URL: set it to the broker of the cluster. A city in one process has one host.')
  const bus = await createMqttBus({ url, clientId: `admin.${process.pid}` })
  try {
    await bus.settled()
    const order: MoveOrder = { to }
    const answer = await bus.request(placementTopics.move(district), order, { timeoutMs: ANSWER_WITHIN_MS })
    const { moved, reason, tookMs } = answer as MoveAnswer
    if (!moved) throw new Error(`${district} was not moved: ${reason}`)
    console.log(`${district} runs on host ${to}; the move took ${tookMs} ms.`)
  } catch (error) {
    if (error instanceof NoResponderError)
      throw new Error(`no host holds a district "${district}" now`, { cause: error })
    throw error
  } finally {
    await bus.close()
  }
}
