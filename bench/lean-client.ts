// A lean MQTT client for benchmarks: with a thousand in one process, a full one would measure itself.
// What comes gets its moment at once and is read a little later, so that reading one answer does not delay the moment of the next.
import { connect, type Socket } from 'node:net'
import mqttPacket, { type Packet } from 'mqtt-packet'

/** Seconds within which the broker hears something of us. */
const KEEPALIVE_S = 120

/** `atMs`: the moment at which the bytes came, of `performance.now()`. */
type OnMessage = (payload: string, atMs: number, topic: string) => void

export class LeanClient {
  private readonly socket: Socket
  private readonly waiting = new Map<Packet['cmd'], () => void>()
  private lastId = 0

  private constructor(socket: Socket, onMessage: OnMessage, readLaterMs: number) {
    this.socket = socket
    const parser = mqttPacket.parser()
    let atMs = 0
    let arrived: { chunk: Buffer; atMs: number }[] = []
    const read = () => {
      const chunks = arrived
      arrived = []
      for (const next of chunks) {
        atMs = next.atMs
        parser.parse(next.chunk)
      }
    }
    parser.on('packet', (packet: Packet) => {
      if (packet.cmd === 'publish') {
        onMessage(packet.payload.toString(), atMs, packet.topic)
        if (packet.qos === 1) this.send({ cmd: 'puback', messageId: packet.messageId ?? 0 })
      } else this.waiting.get(packet.cmd)?.()
    })
    socket.on('data', (chunk) => {
      arrived.push({ chunk, atMs: performance.now() })
      if (arrived.length === 1) setTimeout(read, readLaterMs)
    })
  }

  /**
   * Logs in and subscribes at QoS 1.
   * @param readLaterMs how long bytes lie before they are read; where time matters, longer than the answers of a tick take to come
   */
  static async open(
    url: string,
    login: { username: string; password: string },
    topics: string | readonly string[],
    onMessage: OnMessage,
    readLaterMs = 0,
  ): Promise<LeanClient> {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    const client = new LeanClient(socket, onMessage, readLaterMs)
    const { username, password } = login
    const session = { protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: KEEPALIVE_S } as const
    client.send({ cmd: 'connect', ...session, clientId: username, username, password: Buffer.from(password) })
    await client.next('connack')
    const subscriptions = [topics].flat().map((topic) => ({ topic, qos: 1 as const }))
    client.send({ cmd: 'subscribe', messageId: client.nextId(), subscriptions })
    await client.next('suback')
    return client
  }

  /** Publishes at QoS 1 and does not wait for the receipt. */
  publish(topic: string, payload: string): void {
    this.send({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false, messageId: this.nextId() })
  }

  close(): void {
    this.socket.destroy()
  }

  private nextId(): number {
    this.lastId = (this.lastId % 65_535) + 1
    return this.lastId
  }

  private send(packet: Packet): void {
    this.socket.write(mqttPacket.generate(packet))
  }

  private next(cmd: Packet['cmd']): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('error', reject)
      this.waiting.set(cmd, resolve)
    })
  }
}
