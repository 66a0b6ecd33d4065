import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CityConnection, type ConnectionState, type Seat, STALE_AFTER_MS } from './city-connection.ts'

/** A seat that is played by hand: `say` is the city speaking, `lose` the line breaking. */
function handSeat() {
  const heard = new Map<string, (body: unknown) => void>()
  const sent: { type: string; body: unknown }[] = []
  let lost: () => void = () => undefined
  const seat = {
    reconnection: { enabled: true },
    onMessage: (type: string, listener: (body: unknown) => void) => heard.set(type, listener),
    onLeave: (listener: () => void) => {
      lost = listener
    },
    send: (type: string, body: unknown) => sent.push({ type, body }),
    leave: () => Promise.resolve(1000),
  }
  return {
    seat: seat as unknown as Seat,
    sent,
    say: (type: string, body: unknown) => heard.get(type)?.(body),
    lose: () => lost(),
  }
}

function connect(takeSeat: () => Promise<Seat>) {
  const states: ConnectionState[] = []
  let joins = 0
  const bundles: Uint8Array[] = []
  const listener = {
    state: (state: ConnectionState) => states.push(state),
    joined: () => joins++,
    bundle: (bytes: Uint8Array) => bundles.push(bytes),
    facts: () => undefined,
    clock: () => undefined,
  }
  const connection = new CityConnection('http://city.test', listener, takeSeat)
  connection.start()
  return { connection, states, bundles, joins: () => joins }
}

describe('the seat in the city room', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('goes live, tells where the camera looks, and hears bundles', async () => {
    const hand = handSeat()
    const { connection, states, bundles } = connect(() => Promise.resolve(hand.seat))
    const views = [{ district: 0, x0: 0, y0: 0, x1: 3, y1: 3 }]
    connection.look(views)
    await vi.advanceTimersByTimeAsync(0)
    hand.say('bundle', new Uint8Array([1]))
    expect(states).toEqual(['live'])
    expect(hand.sent).toEqual([{ type: 'camera', body: { views } }])
    expect(bundles).toHaveLength(1)
    connection.stop()
  })

  it('joins again when the line breaks, with growing pauses', async () => {
    const hands = [handSeat(), handSeat()]
    let attempts = 0
    const { connection, states, joins } = connect(() => {
      attempts++
      if (attempts === 1) return Promise.resolve(hands[0]?.seat as Seat)
      return attempts < 5 ? Promise.reject(new Error('refused')) : Promise.resolve(hands[1]?.seat as Seat)
    })
    await vi.advanceTimersByTimeAsync(0)
    hands[0]?.lose()
    expect(states).toEqual(['live', 'reconnecting'])
    await vi.advanceTimersByTimeAsync(9_500)
    expect(attempts).toBe(5)
    expect(states).toEqual(['live', 'reconnecting', 'live'])
    expect(joins()).toBe(2)
    connection.stop()
  })

  it('calls silence stale, and the next word live', async () => {
    const hand = handSeat()
    const { connection, states } = connect(() => Promise.resolve(hand.seat))
    await vi.advanceTimersByTimeAsync(STALE_AFTER_MS + 2_000)
    expect(states).toEqual(['live', 'stale'])
    hand.say('clock', {})
    expect(states.at(-1)).toBe('live')
    connection.stop()
  })

  it('asks for keyframes no more often than they can come', async () => {
    const hand = handSeat()
    const { connection } = connect(() => Promise.resolve(hand.seat))
    await vi.advanceTimersByTimeAsync(5_000)
    connection.resync()
    connection.resync()
    expect(hand.sent.filter(({ type }) => type === 'resync')).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    connection.resync()
    expect(hand.sent.filter(({ type }) => type === 'resync')).toHaveLength(2)
    connection.stop()
  })

  it('stays away once stopped', async () => {
    let attempts = 0
    const { connection } = connect(() => {
      attempts++
      return Promise.reject(new Error('refused'))
    })
    await vi.advanceTimersByTimeAsync(0)
    connection.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(attempts).toBe(1)
  })
})
