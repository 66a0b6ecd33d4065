// The public topics: clock and tick, each district's summary and facts, what was said and done in each place. [§8]
import type { ClockState, DistrictStateMessage, WireFact } from '@civitas/schema'
import { calendarOf, topics as backbone } from '@civitas/schema'
import { Pacer } from '../../hub/pacer.ts'
import type { EdgeDeps } from './edge.ts'

export type Publish = (topic: string, body: object, retain: boolean) => void

/** Feeds the public topics until the returned function is called. */
export function feedPublicTopics(deps: EdgeDeps, publish: Publish, wanted: (topic: string) => boolean): () => void {
  const { topics, hub, bus, places } = deps
  const ends = [
    hub.onClock((clock) => {
      publish(topics.world('clock'), { ...clockBody(clock), ...calendarOf(clock.day) }, true)
      publish(topics.world('tick'), { tick: clock.tick }, false)
    }),
    bus.subscribe(backbone.districtState('+'), (message) => {
      const state = message as DistrictStateMessage
      publish(topics.of('district', state.district, 'state'), stateBody(state), true)
    }),
    hub.onFacts((facts, district) => void publishFacts(facts, district)),
  ]
  return () => ends.forEach((end) => end())

  async function publishFacts(facts: readonly WireFact[], district: string): Promise<void> {
    const pacer = new Pacer()
    for (const fact of facts) {
      for (const topic of topicsOf(fact, district)) {
        if (!wanted(topic)) continue
        publish(topic, fact, false)
        await pacer.after(1)
      }
    }
  }

  function topicsOf(fact: WireFact, district: string): string[] {
    const to = [topics.of('district', district, 'events')]
    if (fact.type === 'world_event') to.push(topics.world('news'))
    const building = typeof fact['building'] === 'string' ? fact['building'] : undefined
    if (building) to.push(topics.of('building', building, 'events'))
    else if (fact.type === 'said' && typeof fact['place'] === 'string') {
      const neighborhood = places.neighborhoodOfPlace(fact['place'])
      if (neighborhood) to.push(topics.of('neighborhood', neighborhood, 'chat'))
    }
    return to
  }
}

function clockBody({ tick, day, minute_of_day, rate, paused, weather }: ClockState): object {
  return { tick, day, minute_of_day, rate, paused, weather }
}

/** What outsiders may know of a district's summary: neither hash nor lease nor lag. */
function stateBody({ district, tick, residents, outdoors, clock }: DistrictStateMessage): object {
  return { district, tick, residents, outdoors, clock: clockBody(clock) }
}
