// The other end of the bus benchmark, in a process of its own: counts what comes on one topic, answers on another.
import { createMqttBus } from '@civitas/bus'

/** Told when the last message of a round has come. */
export interface RoundHeard {
  heard: number
  cpuMs: number
}

export const ROUND_TOPIC = '/bench/round'
export const MESSAGE_TOPIC = '/bench/message'
export const QUERY_TOPIC = '/bench/query'

if (import.meta.main) {
  const bus = await createMqttBus({ url: process.argv[2] ?? '', clientId: 'bench-peer' })
  let heard = 0
  let expected = 0
  let before = process.cpuUsage()
  bus.subscribe(MESSAGE_TOPIC, () => {
    if (++heard < expected) return
    const { user, system } = process.cpuUsage(before)
    process.send?.({ heard, cpuMs: (user + system) / 1_000 } satisfies RoundHeard)
  })
  bus.respond(ROUND_TOPIC, (count) => {
    heard = 0
    expected = Number(count)
    before = process.cpuUsage()
  })
  bus.respond(QUERY_TOPIC, (message) => message)
  await bus.settled()
  process.send?.('ready')
}
