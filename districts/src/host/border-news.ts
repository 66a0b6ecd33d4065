// Who crossed a district's border lately, for viewers: so that two districts never draw one agent twice, nor neither of them. [HND-2, §13]
import { ByteWriter, must } from '@civitas/kit'
import {
  borderTile,
  type Command,
  type Leaver,
  LEAVER_STEPS,
  poses,
  type SimInput,
  tileGrid,
  writeBorder,
} from '@civitas/schema'
import type { SettleResult, TileBytes, World } from '../sim/index.ts'

/** Steps for which who came is named: longer than leavers are, so that none of them outlives the arrival that it waits for. */
const COMER_STEPS = 2 * LEAVER_STEPS
/** Of each list at most; the oldest are forgotten first. A gate lets a few through in a tick. */
const NAMED_MAX = 500

/** What a tick was given and what it gave. */
export interface Crossed {
  inputs: readonly SimInput[]
  commandsOut: SettleResult['commandsOut']
}

export class BorderNews {
  private readonly world: World
  private readonly tile: number
  private readonly left = new Map<number, Leaver>()
  private readonly came = new Map<number, { resident: number; epoch: number; step: number }>()
  private isNew = false

  constructor(world: World) {
    this.world = world
    const { size } = world.map.scenario
    this.tile = borderTile(tileGrid(size[0], size[1]))
  }

  /** Takes note of the tick that was settled after `step`. */
  note({ inputs, commandsOut }: Crossed, step: number): void {
    for (const input of inputs) {
      if (input.type === 'command' && input.command.kind === 'arrive') this.noteArrival(input.command, step)
    }
    for (const { command } of commandsOut) if (command.kind === 'arrive') this.noteDeparture(command, step)
  }

  /** What changed since it was last taken or told in whole. */
  take(step: number): TileBytes[] {
    return this.isNew ? [this.tell(step, false)] : []
  }

  /** All of it. */
  whole(step: number): TileBytes {
    return this.tell(step, true)
  }

  /** A repeat of an old arrival is no news: the agent is elsewhere by now. Who retired on arrival has come all the same. */
  private noteArrival({ resident, epoch }: Extract<Command, { kind: 'arrive' }>, step: number): void {
    const here = this.world.byNumber.get(resident)
    if (here ? here.epoch !== epoch : this.world.departed.has(resident)) return
    this.left.delete(resident)
    this.put(this.came, resident, { resident, epoch, step })
  }

  private noteDeparture({ resident, epoch, gate, aboard }: Extract<Command, { kind: 'arrive' }>, step: number): void {
    const { map } = this.world
    const { node } = must(map.crossings[gate], 'crossing')
    const x = must(map.net.nodeX[node], 'node') - map.x
    const y = must(map.net.nodeY[node], 'node') - map.y
    this.came.delete(resident)
    // Who rides is in the tram, and nobody to be seen.
    if (aboard) {
      this.isNew = true
      return
    }
    this.put(this.left, resident, { resident, x, y, pose: poses.indexOf('standing'), epoch, step })
  }

  private put<T>(into: Map<number, T>, resident: number, entry: T): void {
    into.delete(resident)
    into.set(resident, entry)
    if (into.size > NAMED_MAX) into.delete(must(into.keys().next().value, 'the oldest'))
    this.isNew = true
  }

  private tell(step: number, keyframe: boolean): TileBytes {
    for (const [resident, leaver] of this.left) if (step - leaver.step >= LEAVER_STEPS) this.left.delete(resident)
    for (const [resident, comer] of this.came) if (step - comer.step >= COMER_STEPS) this.came.delete(resident)
    this.isNew = false
    const out = new ByteWriter(256)
    writeBorder(out, { left: [...this.left.values()], came: [...this.came.values()] })
    return { tile: this.tile, keyframe, bytes: out.copy() }
  }
}
