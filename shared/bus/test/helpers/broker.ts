// A small MQTT broker inside the test's process. It can stop, and start again where it was.
import { createServer, type Server, type Socket } from 'node:net'
import { must } from '@civitas/kit'
import { Aedes } from 'aedes'

export interface TestBroker {
  url: string
  /** Breaks every connection as a killed broker would; nothing that it held is kept. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Breaks the connections of clients whose id begins so, without a good-bye. */
  cut(clientId: string): void
  /** Swallows what comes for topics that end so, until the function it returns is called. */
  swallow(ending: string): () => void
}

export async function startBroker(): Promise<TestBroker> {
  let running = await listen(0)
  const { port } = running
  return {
    url: `mqtt://127.0.0.1:${port}`,
    stop: () => running.stop(),
    cut: (clientId) => running.cut(clientId),
    swallow: (ending) => running.swallow(ending),
    async start() {
      running = await listen(port)
    },
  }
}

async function listen(port: number) {
  const swallowed = new Set<string>()
  const broker = await Aedes.createBroker({
    authorizeForward: (_client, packet) => ([...swallowed].some((end) => packet.topic.endsWith(end)) ? null : packet),
  })
  const sockets = new Set<Socket>()
  const clients = new Map<string, Socket>()
  broker.on('client', (client) => clients.set(client.id, client.conn as Socket))
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    broker.handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = must(server.address(), 'listening')
  return {
    port: typeof address === 'string' ? 0 : address.port,
    cut(clientId: string) {
      for (const [id, socket] of clients) if (id.startsWith(clientId)) socket.destroy()
    },
    swallow(ending: string) {
      swallowed.add(ending)
      return () => void swallowed.delete(ending)
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      await new Promise<void>((resolve) => broker.close(resolve))
    },
  }
}
