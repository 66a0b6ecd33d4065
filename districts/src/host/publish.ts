// What the rest of the city hears of a tick, once it is durable. [ACT-2, ACT hop 6]
import type { Bus } from '@civitas/bus'
import {
  type DistrictStateMessage,
  type EventsMessage,
  type ObservationsMessage,
  privateFacts,
  type RawObservation,
  type StreamsMessage,
  topics,
} from '@civitas/schema'
import type { TickCommit } from '@civitas/store'

/** A committed tick and what was seen of it when it settled. */
export interface CommittedTick {
  commit: TickCommit
  observations: RawObservation[]
  state: DistrictStateMessage
  /** `traceparent` by action id. */
  traces: ReadonlyMap<string, string>
}

export function publishTick(bus: Bus, { commit, observations, state, traces }: CommittedTick): void {
  const { district, tick, token: epoch, streams, facts, texts } = commit
  const of = { district, epoch, tick }
  if (streams.length > 0) {
    const message: StreamsMessage = { ...of, items: streams, texts }
    bus.publish(topics.districtStreams(district), message, onlyTrace(traces))
  }
  const publicFacts = facts.filter(({ type }) => !privateFacts.has(type))
  if (publicFacts.length > 0) {
    const message: EventsMessage = { ...of, facts: publicFacts, texts }
    bus.publish(topics.districtEvents(district), message, onlyTrace(traces))
  }
  if (observations.length > 0) {
    const message: ObservationsMessage = { ...of, clock: state.clock, observations }
    bus.publish(topics.districtObservations(district), message)
  }
  // A wake-up only: whoever misses it polls. [CMD-2]
  const targets = new Set(commit.commandsOut?.map(({ target }) => target))
  for (const target of targets) bus.publish(topics.districtCommands(target), {})
  bus.publish(topics.districtState(district), state)
}

/** A message of a tick belongs to a trace only when the tick held a single traced action. */
function onlyTrace(traces: ReadonlyMap<string, string>): string | undefined {
  return traces.size === 1 ? [...traces.values()][0] : undefined
}
