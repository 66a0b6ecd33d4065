// A process that answers on a topic until it is killed: `node responder-process.ts URL ROOT TOPIC`. Requests of `never` it leaves open.
import { createMqttBus } from '../../src/mqtt/bus.ts'

const [url = '', root = '', topic = ''] = process.argv.slice(2)
const bus = await createMqttBus({ url, root, clientId: 'responder' })
bus.respond(topic, (message) => (message === 'never' ? new Promise(() => undefined) : { echo: message }))
await bus.settled()
process.send?.('ready')
