// Both districts of the tiny city in lockstep, and the commands that are on their way between them, delivered as a test wishes.
import { ByteReader, must } from '@civitas/kit'
import type { Command, Fact, SimAction, SimInput, StreamItem } from '@civitas/schema'
import { decodeWorld, encodeWorld, settle, type SettleResult, step, type World } from '../../src/sim/index.ts'
import { fromHex } from '../../src/sim/bytes/hex.ts'
import { readResident } from '../../src/sim/bytes/resident-record.ts'
import { coinsOf } from '../../src/sim/money.ts'
import type { Resident } from '../../src/sim/people/resident.ts'
import { createEmptyWorld } from '../../src/sim/world.ts'
import { FIRST_AGENT, only, SETTINGS, tiny } from './stage.ts'

/** A row of the outbox. */
interface OnItsWay {
  id: string
  target: number
  command: Command
}

export class TwoDistricts {
  worlds: World[]
  waiting: OnItsWay[] = []
  facts: Fact[] = []
  readonly items = new Map<number, StreamItem[]>()
  /** Called after each step; after the last of a tick with what the boundary was given and gave. */
  onStep: (world: World, settled?: { inputs: readonly SimInput[]; result: SettleResult }) => void = () => {}
  private minted = 0
  private readonly founded: number
  private count = 0
  private readonly city: World['city']

  constructor({ city = tiny, seed = 1 } = {}) {
    this.city = city
    this.worlds = city.districts.map((_, index) => createEmptyWorld(city, index, seed, SETTINGS))
    this.founded = this.coins()
    this.ticks(1)
  }

  spawn(district: number, coins = 100): number {
    const resident = FIRST_AGENT + this.count++
    this.give(district, { kind: 'spawn', resident, streamed: true, coins })
    this.ticks(1)
    return resident
  }

  give(district: number, command: Command): void {
    this.waiting.push({ id: `given-${this.count++}`, target: district, command })
  }

  /** One action, in the next tick of the district that holds the agent; its items of that tick. */
  act(resident: number, action: SimAction, key = `key-${this.count++}`): StreamItem[] {
    const input: SimInput = { type: 'action', resident, action, action_id: `act_${key}`, key, sequence: this.count++ }
    const before = this.items.get(resident)?.length ?? 0
    const home = this.homeOf(resident)
    for (const world of this.worlds) this.tick(world, world === home ? [input] : [])
    return this.items.get(resident)?.slice(before) ?? []
  }

  /** @param delivers whether a waiting command reaches its district in this tick */
  ticks(count: number, delivers: () => boolean = () => true): void {
    for (let left = count; left > 0; left--) for (const world of this.worlds) this.tick(world, [], delivers)
  }

  /** Steps, then the boundary with what is delivered; what comes out waits. */
  tick(world: World, inputs: readonly SimInput[], delivers: () => boolean = () => true): SettleResult {
    for (let ms = 0; ms < world.tickMs; ms += 100) {
      if (ms > 0) this.onStep(world)
      step(world)
    }
    const due = this.waiting.filter(({ target, command }) => {
      return target === world.map.index && (command.sent ?? -1) <= world.tick && delivers()
    })
    this.waiting = this.waiting.filter((row) => !due.includes(row))
    const commands = due.map(({ id, command }): SimInput => ({ type: 'command', id, command }))
    const given = [...commands, ...inputs]
    const result = settle(world, given)
    this.onStep(world, { inputs: given, result })
    for (const { district, command } of result.commandsOut) {
      const target = this.city.districts.findIndex(({ id }) => id === district)
      this.waiting.push({ id: `out-${this.count++}`, target, command })
    }
    this.facts.push(...result.facts)
    for (const { coins } of only(result.facts, 'money_minted')) this.minted += coins
    for (const { resident, item } of result.streams) {
      this.items.set(resident, [...(this.items.get(resident) ?? []), item])
    }
    return result
  }

  homeOf(resident: number): World | undefined {
    return this.worlds.find(({ byNumber }) => byNumber.has(resident))
  }

  get(resident: number): Resident {
    return must(this.homeOf(resident)?.byNumber.get(resident), `resident ${resident} in a district`)
  }

  /** A crash of both: they go on from their bytes. */
  restart(): void {
    this.worlds = this.worlds.map((world) => decodeWorld(world.city, encodeWorld(world)))
  }

  /** How often an agent exists: in districts, and in rows on their way. [HND-1] */
  placesOf(resident: number): number {
    const rows = this.waiting.filter(({ command }) => command.kind === 'arrive' && command.resident === resident)
    return this.worlds.filter(({ byNumber }) => byNumber.has(resident)).length + rows.length
  }

  /** Coins in all books beyond what was founded and minted: 0 when none was made or lost. [CMD-3] */
  imbalance(): number {
    return this.coins() - this.founded - this.minted
  }

  /** Coins that the rows on their way name, agents' wallets included. */
  onTheWay(): number {
    return this.waiting.reduce((sum, { command }) => sum + this.coinsIn(command), 0)
  }

  private coinsIn(command: Command): number {
    if (command.kind === 'pay' || command.kind === 'bounce') return command.amount
    if (command.kind === 'order' || command.kind === 'deliver' || command.kind === 'share') return command.coins
    if (command.kind !== 'arrive') return 0
    const nowhere = createEmptyWorld(this.city, 0, 1, SETTINGS)
    return readResident(new ByteReader(fromHex(command.record)), nowhere).coins
  }

  /** The legs of the account in transit, summed. */
  inTransit(): number {
    return this.worlds.reduce((sum, world) => sum + world.inTransit.coins, 0)
  }

  private coins(): number {
    return this.worlds.reduce((sum, world) => sum + coinsOf(world), 0)
  }
}
