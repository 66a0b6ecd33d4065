import type { Command } from '@civitas/schema'
import { createStreamMemory, type Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** A mind outside the city begins or ceases to read along; without one, the built-in mind decides. */
export function setStreamed(world: World, command: Extract<Command, { kind: 'set_streamed' }>): void {
  const resident = world.byNumber.get(command.resident)
  if (!resident) return
  if (command.streamed) listen(resident)
  else resident.streamed = false
}

export function listen(resident: Resident): void {
  resident.streamed = true
  resident.stream ??= createStreamMemory()
}
