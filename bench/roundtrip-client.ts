// A lean MQTT client for the roundtrip benchmark: with a thousand in one process, a full one would measure itself.
import { connect, type Socket } from 'node:net'
import mqttPacket, { type Packet } from 'mqtt-packet'

/** Seconds within which the broker hears something of us. */
const KEEPALIVE_S = 120

export class LeanClient {
  private readonly socket: Socket
  private readonly waiting = new Map<Packet['cmd'], () => void>()
  private lastId = 0

  private constructor(socket: Socket, onMessage: (payload: string, atMs: number) => void) {
    this.socket = socket
    const parser = mqttPacket.parser()
    let atMs = 0
    parser.on('packet', (packet: Packet) => {
      if (packet.cmd === 'publish') {
        onMessage(packet.payload.toString(), atMs)
        if (packet.qos === 1) this.send({ cmd: 'puback', messageId: packet.messageId ?? 0 })
      } else this.waiting.get(packet.cmd)?.()
    })
    socket.on('data', (chunk) => {
      atMs = performance.now()
      parser.parse(chunk)
    })
  }

  /** Logs in and subscribes at QoS 1. `onMessage` gets the moment at which the bytes came. */
  static async open(
    url: string,
    login: { username: string; password: string },
    topic: string,
    onMessage: (payload: string, atMs: number) => void,
  ): Promise<LeanClient> {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    const client = new LeanClient(socket, onMessage)
    const { username, password } = login
    const session = { protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: KEEPALIVE_S } as const
    client.send({ cmd: 'connect', ...session, clientId: username, username, password: Buffer.from(password) })
    await client.next('connack')
    client.send({ cmd: 'subscribe', messageId: client.nextId(), subscriptions: [{ topic, qos: 1 }] })
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
