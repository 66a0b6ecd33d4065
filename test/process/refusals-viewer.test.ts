import { CITY_ROOM, RESYNC_MESSAGE } from '@civitas/schema'
import { Client } from '@colyseus/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type CityProcess, startCity } from '../helpers/city-process.ts'
import { within } from '../helpers/mqtt-probe.ts'
import { refusal } from '../helpers/refusals.ts'
import { expectTicking } from '../helpers/ticking.ts'

/** Colyseus' protocol byte by which a client says that it has joined. */
const JOIN_ROOM = 10
/** The server asks every 3 s whether a socket lives, and gives it three chances. */
const DROPPED_WITHIN_MS = 40_000

describe('a viewer who stops reading', () => {
  let city: CityProcess
  beforeAll(async () => {
    city = await startCity({ env: { LOG_LEVEL: 'warn', CIVITAS_SCENARIO: 'default' } })
  })
  afterAll(() => city.stop())

  it('[R22] drops a frozen viewer and serves the others', async () => {
    const room = await new Client(city.url).joinOrCreate(CITY_ROOM)
    let bundles = 0
    room.onMessage('*', () => bundles++)
    const frozen = await joinBare(city.url)
    const gone = new Promise<'closed'>((resolve) => frozen.once('close', () => resolve('closed')))
    frozen.pause()
    const before = bundles
    const whileFrozen = within(gone, 'the end of the frozen viewer', DROPPED_WITHIN_MS)
    setTimeout(() => frozen.resume(), DROPPED_WITHIN_MS / 2)
    expect(await whileFrozen).toBe(refusal('R22').answer)
    expect(bundles).toBeGreaterThan(before + 50)
    room.send(RESYNC_MESSAGE)
    await expectTicking(city.url)
    await room.leave()
  }, 90_000)
})

/** Joins the city room without the library, so that the socket can be paused. */
async function joinBare(url: string): Promise<WebSocket> {
  const answer = await fetch(`${url}/matchmake/joinOrCreate/${CITY_ROOM}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const seat = (await answer.json()) as { processId: string; roomId: string; sessionId: string }
  const socket = new WebSocket(
    `${url.replace('http', 'ws')}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`,
  )
  socket.on('error', () => undefined)
  await within(new Promise((resolve) => socket.once('message', resolve)), 'the seat')
  socket.send(Buffer.from([JOIN_ROOM]))
  await within(new Promise((resolve) => socket.once('message', resolve)), 'the first message')
  return socket
}
