import { connect as connectTcp } from 'node:net'
import mqtt from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { call, makeAgents, signUp, type TestAgent } from '../helpers/agents.ts'
import { type CityProcess, startCity } from '../helpers/city-process.ts'
import { connectMqtt, type MqttProbe, within } from '../helpers/mqtt-probe.ts'
import { refusal } from '../helpers/refusals.ts'
import { expectTicking } from '../helpers/ticking.ts'

const KIB = 1024

describe('bad input over MQTT', () => {
  let city: CityProcess
  let me: TestAgent
  let other: TestAgent
  const probes: MqttProbe[] = []
  beforeAll(async () => {
    city = await startCity({ env: { LOG_LEVEL: 'warn' } })
    ;[me, other] = (await makeAgents(city, 2)) as [TestAgent, TestAgent]
  })
  afterEach(async () => {
    for (const probe of probes.splice(0)) await probe.end()
    await expectTicking(city.url)
  })
  afterAll(() => city.stop())

  const open = async (agent = me) => {
    const probe = await connectMqtt(city.mqttUrl, agent)
    probes.push(probe)
    return probe
  }

  it('[R11] refuses an MQTT payload that is not JSON', async () => {
    const probe = await open()
    probe.send('action', '{"action": ')
    expect(await probe.refusal()).toBe(refusal('R11').answer)
  })

  it('[R12] refuses an MQTT action of the wrong shape', async () => {
    const probe = await open()
    probe.send('action', JSON.stringify({ action: 'pay', parameters: { agent: other.id, amount: 'ten' } }))
    expect(await probe.refusal()).toBe(refusal('R12').answer)
  })

  it('[R13] refuses an unknown MQTT action', async () => {
    const probe = await open()
    probe.send('action', JSON.stringify({ action: 'fly' }))
    expect(await probe.refusal()).toBe(refusal('R13').answer)
  })

  it("[R14] refuses to publish to another agent's topic", async () => {
    const probe = await open()
    const theirs = await open(other)
    probe.client.publish(`/agent/${other.id}/action`, JSON.stringify({ action: 'wait' }), { qos: 1 }, () => undefined)
    expect(`${await probe.refusal()}, ${await within(probe.closed, 'the end')}`).toBe(refusal('R14').answer)
    expect(theirs.client.connected).toBe(true)
  })

  it("[R15] refuses to subscribe to another agent's topic", async () => {
    const probe = await open()
    const granted = await probe.client
      .subscribeAsync(`/agent/${other.id}/facts`, { qos: 1 })
      .then((grants) => grants[0]?.qos)
      .catch(() => 128)
    expect(`MQTT SUBACK ${granted}`).toBe(refusal('R15').answer)
  })

  it('[R16] refuses an MQTT connection with a wrong key', async () => {
    const attempt = mqtt.connectAsync(city.mqttUrl, { username: me.id, password: other.key, reconnectPeriod: 0 })
    const code = await attempt.then(
      () => 0,
      (error: { code?: number }) => error.code,
    )
    expect(`MQTT CONNACK ${code}`).toBe(refusal('R16').answer)
  })

  it('[R17] cuts an MQTT connection whose key is revoked', async () => {
    const token = await signUp(city.url)
    const { agent } = await call(city.url, 'POST', '/agents', { token, body: { name: 'Short guest' } })
    const { id } = agent as { id: string }
    const made = await call(city.url, 'POST', `/agents/${id}/keys`, { token, body: {} })
    const probe = await open({ id, key: String(made.key) })
    const headers = { authorization: `Bearer ${token}` }
    await fetch(`${city.url}/api/v1/agents/${id}/keys/${String(made.key_id)}`, { method: 'DELETE', headers })
    expect(`${await probe.refusal()}, ${await within(probe.closed, 'the end')}`).toBe(refusal('R17').answer)
  })

  it('[R18] refuses an MQTT packet of 70 KiB, then closes', async () => {
    const probe = await open()
    probe.send('action', Buffer.alloc(70 * KIB, 'x'))
    expect(`${await probe.refusal()}, ${await within(probe.closed, 'the end')}`).toBe(refusal('R18').answer)
  })

  it('[R19] limits 1,000 MQTT messages in a second', async () => {
    const probe = await open(other)
    for (let sent = 0; sent < 1000; sent++) {
      probe.send('action', JSON.stringify({ action: 'wait', parameters: { minutes: 1 } }))
    }
    let answer = await probe.refusal()
    while (answer === 'MQTT result refused busy') answer = await probe.refusal()
    expect(answer).toBe(refusal('R19').answer)
    expect(probe.client.connected).toBe(true)
  })

  it('[R20] refuses a foreign cursor over MQTT', async () => {
    const probe = await open()
    probe.send('resume', JSON.stringify({ cursor: 'yesterday!' }))
    expect(await probe.refusal()).toBe(refusal('R20').answer)
  })

  it('[R21] cuts a frozen MQTT reader and serves the others', async () => {
    const [crowd] = (await makeAgents(city, 1)) as [TestAgent]
    await fillStream(await open(crowd))
    const frozen = connectTcp(city.ports.mqtt, '127.0.0.1')
    frozen.on('error', () => undefined)
    const gone = new Promise<'closed'>((resolve) => frozen.once('close', () => resolve('closed')))
    frozen.write(connectPacket(crowd))
    await within(new Promise((resolve) => frozen.once('data', resolve)), 'the CONNACK')
    frozen.write(subscribePacket(`/agent/${crowd.id}/#`))
    await within(new Promise((resolve) => frozen.once('data', resolve)), 'the SUBACK')
    frozen.pause()
    const probe = await open()
    await floodOwnStream(frozen, gone, crowd)
    probe.send('action', JSON.stringify({ action: 'fly' }))
    expect(await probe.refusal()).toBe('MQTT result refused unknown_action')
    frozen.resume()
    expect(await within(gone, 'the end of the frozen reader', 40_000)).toBe(refusal('R21').answer)
  }, 150_000)

  /** Gives the agent a stream worth replaying: eight results a tick for some ticks. */
  async function fillStream(probe: MqttProbe) {
    for (let burst = 0; burst < 14; burst++) {
      for (let sent = 0; sent < 8; sent++) probe.send('action', JSON.stringify({ action: 'wait' }))
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
    await probe.end()
  }

  /** Lets the frozen agent ask for its own stream again and again, so that its socket fills. */
  async function floodOwnStream(socket: ReturnType<typeof connectTcp>, gone: Promise<'closed'>, agent: TestAgent) {
    let ended = false
    void gone.then(() => (ended = true))
    const resume = publishPacket(`/agent/${agent.id}/resume`, JSON.stringify({ cursor: '0-0' }))
    // Fewer than what cuts a connection for its rate.
    for (let round = 0; round < 1_900 && !ended; round++) {
      socket.write(resume)
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
  }
})

function connectPacket(agent: TestAgent): Buffer {
  const head = Buffer.from([0, 4, 77, 81, 84, 84, 4, 0xc2, 0, 0])
  return packet(0x10, Buffer.concat([head, text('frozen'), text(agent.id), text(agent.key)]))
}

function subscribePacket(filter: string): Buffer {
  return packet(0x82, Buffer.concat([Buffer.from([0, 1]), text(filter), Buffer.from([0])]))
}

function publishPacket(topic: string, payload: string): Buffer {
  return packet(0x30, Buffer.concat([text(topic), Buffer.from(payload)]))
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}

/** MQTT 3.1.1, §2.2: type and flags, then the remaining length in 7-bit groups. */
function packet(type: number, body: Buffer): Buffer {
  const length: number[] = []
  for (let rest = body.length; ; rest >>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest)
    if (rest <= 127) return Buffer.concat([Buffer.from([type, ...length]), body])
  }
}
