// What a living district answers on the bus. [ACT hop 3]
import {
  type DistrictQuery,
  type DistrictQueryAnswer,
  type InboxAnswer,
  type InboxRequest,
  type PositionsQuery,
  topics,
} from '@civitas/schema'
import { clockOf, movedTo, observe, profileOf } from '../sim/index.ts'
import type { LiveDistrict } from './live.ts'

/** Opens the district's topics; returns the function that closes them. The bus is ours: messages have the type of their topic. */
export function serve(live: LiveDistrict): () => void {
  const { bus } = live.deps
  const { district } = live.options
  const ends = [
    bus.respond(topics.districtInbox(district), (message) => takeIn(live, message as InboxRequest)),
    bus.respond(topics.districtQuery(district), (message) => answer(live, message as DistrictQuery)),
    bus.subscribe(topics.districtCommands(district), () => live.commands.wake()),
  ]
  const { positions } = live
  if (positions) {
    ends.push(bus.respond(topics.districtPositions(district), (message) => positions.answer(message as PositionsQuery)))
  }
  return () => {
    for (const end of ends) end()
  }
}

function takeIn(live: LiveDistrict, request: InboxRequest): InboxAnswer {
  const answer = live.intake.offer(request)
  live.deps.metrics.intake.add(1, { district: live.options.district, answer: answer.status })
  return answer
}

/** What is seen belongs to the newest settled tick; it is told once that tick is durable. [ACT-2] */
async function answer(live: LiveDistrict, query: DistrictQuery): Promise<DistrictQueryAnswer> {
  const { world, lane } = live
  const clock = clockOf(world)
  if (query.kind === 'watch') {
    live.watchers.watch(query.by, query.residents)
    return { clock }
  }
  if (query.kind === 'profile') {
    const profile = profileOf(world, query.resident)
    await lane.durable(world.tick)
    return profile ? { profile, clock } : { clock }
  }
  const observation = observe(world, query.resident)
  const moved = observation ? undefined : movedTo(world, query.resident)
  await lane.durable(world.tick)
  if (observation) return { observation, clock }
  return moved === undefined ? { clock } : { moved, clock }
}
