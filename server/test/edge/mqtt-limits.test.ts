// The guards of the edge against floods, giants and readers that stand still.
import { connect as connectTcp, type Socket } from 'node:net'
import { MAX_PACKET_BYTES } from '@civitas/schema'
import mqttPacket from 'mqtt-packet'
import mqtt from 'mqtt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAX_WS_MESSAGE_BYTES } from '../../src/gateway/edge/mqtt/limits.ts'
import { EdgeCity } from '../helpers/edge-city.ts'
import { type Draft, until, woke } from '../helpers/fake-city.ts'

const ANNA = 1_000_000
const BERT = 1_000_001

describe('the MQTT edge under load', () => {
  let at: EdgeCity
  const sockets: Socket[] = []

  beforeEach(async () => {
    at = await EdgeCity.start([ANNA, BERT])
  })

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy()
    await at.stop()
  })

  /** A client of few words: logs in, subscribes, and then reads nothing any more. */
  async function freeze(agentId: string, topic: string): Promise<Socket> {
    const socket = connectTcp(at.port, '127.0.0.1')
    sockets.push(socket)
    socket.on('error', () => undefined)
    const login = { username: agentId, password: Buffer.from(`key-${agentId}`) }
    const heard: string[] = []
    const parser = mqttPacket.parser()
    parser.on('packet', ({ cmd }) => heard.push(cmd))
    socket.on('data', (chunk) => parser.parse(chunk))
    const session = { protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: 'frozen', keepalive: 0 } as const
    socket.write(mqttPacket.generate({ cmd: 'connect', ...session, ...login }))
    await until(() => heard.includes('connack'))
    socket.write(mqttPacket.generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 1 }] }))
    await until(() => heard.includes('suback'))
    socket.pause()
    return socket
  }

  const speech = (length: number): { resident: number; draft: Draft; text: string } => ({
    resident: ANNA,
    draft: { kind: 'message', channel: 'say', from: 'a1000001', words: { text_id: 't_1' }, place: 'square' },
    text: 'x'.repeat(length),
  })

  it('64 KiB pass', async () => {
    const anna = await at.connect(ANNA)
    const reasoning = 'x'.repeat(MAX_PACKET_BYTES - 40)
    await anna.act({ action: 'wait', reasoning })
    await until(() => at.submitted.length === 1)
    expect(at.submitted[0]?.decision).toEqual({ action: 'wait', reasoning })
  })

  it('a packet of 70 KiB is answered `too_large` first, then the connection closes', async () => {
    const anna = await at.connect(ANNA)
    await anna.subscribe(anna.own('result'))
    anna.client.publish(anna.own('action'), Buffer.alloc(70 * 1_024, 0x20), { qos: 1 })
    await until(() => anna.closed)
    expect(anna.on('result')).toEqual([
      { type: 'result', status: 'refused', code: 'too_large', reason: expect.stringContaining('64 KiB') },
    ])
    expect(at.submitted).toEqual([])
  })

  it('twenty megabytes are not taken in before they are refused', async () => {
    const anna = await at.connect(ANNA)
    await anna.subscribe(anna.own('result'))
    anna.client.publish(anna.own('action'), Buffer.alloc(20_000_000, 0x20), { qos: 0 })
    await until(() => anna.closed)
    expect(anna.on('result')[0]).toMatchObject({ code: 'too_large' })
  })

  it('the same over WebSocket, and far beyond it the socket closes with 1009', async () => {
    const url = `ws://127.0.0.1:${at.webPort}`
    const options = { protocolVersion: 4, reconnectPeriod: 0, username: 'a1000000', password: 'key-a1000000' } as const
    const heard: unknown[] = []
    for (const bytes of [70 * 1_024, MAX_WS_MESSAGE_BYTES + 1_024]) {
      const client = await mqtt.connectAsync(url, options)
      let closed = false
      client.on('close', () => (closed = true)).on('error', () => undefined)
      client.on('message', (_topic, payload) => heard.push(JSON.parse(payload.toString())))
      await client.subscribeAsync('/agent/a1000000/result')
      client.publish('/agent/a1000000/action', Buffer.alloc(bytes, 0x20), { qos: 0 })
      await until(() => closed)
      client.end(true)
    }
    // The second may be closed before its refusal is out.
    expect(heard[0]).toMatchObject({ code: 'too_large' })
    expect(heard.slice(1)).toEqual(heard.slice(1).map(() => expect.objectContaining({ code: 'too_large' })))
    expect(heard.length).toBeLessThanOrEqual(2)
  })

  it('a first packet that is too large ends the connection', async () => {
    const socket = connectTcp(at.port, '127.0.0.1')
    sockets.push(socket)
    const closed = new Promise((resolve) => socket.on('close', resolve).on('error', () => undefined))
    socket.write(Buffer.from([0x10, 0xff, 0xff, 0x7f]))
    await closed
    expect(at.city.counts.get('mqtt_too_large')).toBe(1)
  })

  it('1,000 messages in a second are all answered, and the connection stays', async () => {
    at.answer = () => ({ status: 'refused', code: 'rate_limited', reason: 'Slower.', retry_after_ms: 600 })
    const anna = await at.connect(ANNA)
    await anna.subscribe(anna.own('result'))
    for (let count = 0; count < 1_000; count++) anna.client.publish(anna.own('action'), '{"action":"wait"}', { qos: 0 })
    await until(() => anna.on('result').length === 1_000)
    expect(anna.closed).toBe(false)
  })

  it('ten times the rate is cut with a last word; others go on', async () => {
    const [anna, bert] = [await at.connect(ANNA), await at.connect(BERT)]
    await anna.subscribe(anna.own('result'))
    await bert.subscribe(bert.own('result'))
    for (let count = 0; count < 2_500; count++) anna.client.publish(anna.own('action'), '{"action":"wait"}', { qos: 0 })
    await until(() => anna.closed)
    expect(anna.on('result').at(-1)).toMatchObject({ code: 'rate_limited', reason: 'Ten times the rate of actions.' })
    at.answer = () => ({ status: 'refused', code: 'busy', reason: 'Later.' })
    await bert.act({ action: 'wait' })
    await until(() => bert.on('result').length === 1)
    expect(bert.closed).toBe(false)
  })

  it('messages of both qualities reach one reader whole: 500 of 500 facts beside 500 observations', async () => {
    const anna = await at.connect(ANNA)
    await anna.subscribe(anna.own('#'))
    await until(() => at.city.watched.get('g1')?.includes(ANNA) === true)
    for (let tick = 0; tick < 500; tick++) await at.city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => anna.on('facts').length >= 500 && anna.on('observation').length >= 500)
    expect(anna.on('facts').map(({ cursor }) => String(cursor).split('-')[0])).toEqual(
      Array.from({ length: 500 }, (_, at) => (at + 1).toString(36)),
    )
  })

  it('a denied filter beside a granted one brings nothing, not even to a session that was to be kept', async () => {
    const kept = { clientId: 'kept', clean: false } as const
    const bert = await at.connect(BERT, kept)
    expect(await bert.subscribe('/agent/a1000001/facts', '/agent/a1000000/facts')).toEqual([1, 128])
    await bert.client.endAsync()
    await at.city.run([
      { resident: ANNA, draft: woke(ANNA) },
      { resident: BERT, draft: woke(BERT) },
    ])
    await at.city.delivered()
    const again = await at.connect(BERT, kept)
    await again.subscribe(again.own('facts'))
    await again.client.publishAsync(again.own('resume'), '{"cursor":"0-0"}', { qos: 1 })
    await until(() => again.heard.length === 1)
    expect(again.heard.map(({ topic }) => topic)).toEqual(['/agent/a1000001/facts'])
  })

  it('a reader of its stream that stands still holds up nobody and is cut; it resumes by cursor', async () => {
    await freeze('a1000000', '/agent/a1000000/#')
    const bert = await at.connect(BERT)
    await bert.subscribe(bert.own('#'))
    const { text, ...large } = speech(60_000)
    for (let tick = 0; tick < 200; tick++) {
      await at.city.run([large, { resident: BERT, draft: woke(BERT) }], {
        texts: [{ id: 't_1', kind: 'speech', text }],
      })
      await until(() => bert.on('facts').length === tick + 1)
    }
    expect(bert.on('facts')).toHaveLength(200)
    await until(() => at.connections === 1)
    const anna = await at.connect(ANNA)
    await anna.subscribe(anna.own('message'))
    await anna.client.publishAsync(anna.own('resume'), '{"cursor":"0-0"}', { qos: 1 })
    await until(() => anna.on('message').length === 200)
    expect(anna.closed).toBe(false)
  })

  it('a reader of public topics that stands still holds up nobody; what is state is skipped for it', async () => {
    await freeze('a1000000', '/district/old-town/events')
    const bert = await at.connect(BERT)
    await bert.subscribe('/district/old-town/events', bert.own('facts'))
    const fact = { type: 'said', agent_id: 'a1000001', words: { text_id: 't_1' }, place: 'square' } as const
    const texts = [{ id: 't_1', kind: 'speech', text: 'x'.repeat(60_000) }] as const
    for (let tick = 0; tick < 200; tick++) {
      await at.city.run([{ resident: BERT, draft: woke(BERT) }], { facts: [fact], texts: [...texts] })
      await until(() => bert.heard.length === 2 * (tick + 1))
    }
    expect(at.city.counts.get('mqtt_backlog_skipped')).toBeGreaterThan(0)
    expect(bert.on('facts')).toHaveLength(200)
  })
})
