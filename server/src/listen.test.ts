import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { PortBusyError } from './errors.ts'
import { listen } from './listen.ts'

const open: Server[] = []
const server = () => {
  const made = createServer()
  open.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => new Promise((resolve) => one.close(resolve))))
})

const HOST = '127.0.0.1'

test('[§16] a port that was not asked for moves on to the next free one', async () => {
  const taken = await listen(server(), HOST, { variable: 'PORT', wanted: 0, standard: 4000 })
  const moved = await listen(server(), HOST, { variable: 'PORT', wanted: undefined, standard: taken })
  expect(moved).toBeGreaterThan(taken)
})

test('[§16] a port that was asked for and is busy is an error that names its variable', async () => {
  const taken = await listen(server(), HOST, { variable: 'PORT', wanted: 0, standard: 4000 })
  const refused = listen(server(), HOST, { variable: 'MQTT_PORT', wanted: taken, standard: 1883 })
  await expect(refused).rejects.toThrow(PortBusyError)
  await expect(refused).rejects.toThrow(`MQTT_PORT=${taken}`)
})
