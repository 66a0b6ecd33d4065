import { busContract } from './contracts/bus.suite.ts'
import { startBroker } from './helpers/broker.ts'
import { createMqttBus } from '../src/mqtt/bus.ts'
busContract('mqtt over aedes', async ({ log }) => {
  const broker = await startBroker()
  const bus = await createMqttBus({
    url: broker.url,
    clientId: 'test',
    log: { ...log, warn: () => undefined, info: () => undefined },
  })
  return { bus, settled: () => bus.settled() }
})
