// The real servers themselves: that they run, are reachable, and are of a version that we support.
import { connect } from 'node:net'
import { Client } from 'pg'
import { expect, it } from 'vitest'

function address(name: string): URL {
  const value = process.env[name]
  expect(value, name).toBeDefined()
  return new URL(value ?? '')
}

/** Sends bytes to a server and gives the first answer. */
function ask({ hostname, port }: URL, bytes: string | Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    socket.once('data', (answer) => {
      socket.destroy()
      resolve(answer)
    })
    socket.once('error', reject)
  })
}

it('PostgreSQL is at least version 15', async () => {
  const client = new Client(address('SERVICES_DATABASE_URL').href)
  await client.connect()
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
  await client.end()
  expect(Number(rows[0]?.server_version_num)).toBeGreaterThanOrEqual(150_000)
})

it('Redis answers a ping', async () => {
  expect((await ask(address('SERVICES_REDIS_URL'), 'PING\r\n')).toString()).toBe('+PONG\r\n')
})

it('Mosquitto accepts an MQTT 3.1.1 connection', async () => {
  const connectPacket = Buffer.from([0x10, 0x0d, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0, 1, 0x61])
  expect([...(await ask(address('SERVICES_MQTT_URL'), connectPacket))]).toEqual([0x20, 2, 0, 0])
})
