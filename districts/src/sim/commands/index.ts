// What comes from outside the district, one file per kind. Exactly once is the host's promise; each is harmless when repeated. [CMD-1]
import type { Command } from '@civitas/schema'
import { assertNever } from '@civitas/kit'
import type { World } from '../world.ts'
import { retire } from './retire.ts'
import { setStreamed } from './set-streamed.ts'
import { spawn } from './spawn.ts'

export function applyCommand(world: World, command: Command): void {
  switch (command.kind) {
    case 'spawn':
      return spawn(world, command)
    case 'retire':
      return retire(world, command)
    case 'set_streamed':
      return setStreamed(world, command)
    default:
      return assertNever(command)
  }
}
