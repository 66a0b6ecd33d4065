// What comes from outside the district, one file per kind. Exactly once is the host's promise. [CMD-1]
import type { CommandInput } from '@civitas/schema'
import { assertNever } from '@civitas/kit'
import { bounce, forward, isFollowing } from '../borders/forward.ts'
import { arrive, reserve, reserved } from '../borders/handoff.ts'
import { worldEvent } from '../events/index.ts'
import { fillOrder, takeDelivery } from '../economy/orders.ts'
import { loseHome, strikeOff } from '../economy/housing.ts'
import { loseJob, takeNotice } from '../economy/staff.ts'
import { takeShare } from '../economy/treasury.ts'
import { hearOf } from '../people/raised.ts'
import type { World } from '../world.ts'
import { freePlot } from './free-plot.ts'
import { incidentOver } from './incident-over.ts'
import { pay } from './pay.ts'
import { retire } from './retire.ts'
import { setStreamed } from './set-streamed.ts'
import { soldPlot } from './sold-plot.ts'
import { spawn } from './spawn.ts'
import { tell } from './tell.ts'

export function applyCommand(world: World, { id, command }: CommandInput): void {
  if (isFollowing(command) && !world.byNumber.has(command.resident)) return forward(world, command, id)
  switch (command.kind) {
    case 'spawn':
      return spawn(world, command)
    case 'retire':
      return retire(world, command)
    case 'set_streamed':
      return setStreamed(world, command)
    case 'tell':
      return tell(world, command)
    case 'pay':
      return pay(world, command)
    case 'bounce':
      return bounce(world, command)
    case 'reserve':
      return reserve(world, command)
    case 'reserved':
      return reserved(world, command)
    case 'arrive':
      return arrive(world, command)
    case 'sold_plot':
      return soldPlot(world, command)
    case 'built':
      return hearOf(world, command)
    case 'free_plot':
      return freePlot(world, command)
    case 'order':
      return fillOrder(world, command)
    case 'share':
      return takeShare(world, command)
    case 'evict':
      return loseHome(world, command)
    case 'move_out':
      return strikeOff(world, command)
    case 'notice':
      return takeNotice(world, command)
    case 'let_go':
      return loseJob(world, command)
    case 'deliver':
      return takeDelivery(world, command)
    case 'world_event':
      return worldEvent(world, command)
    case 'incident_over':
      return incidentOver(world, command)
    default:
      return assertNever(command)
  }
}
