// A district's small, slow state for viewers: one Colyseus room per district on every gateway, fed by the bus. [§13]
import type { Bus } from '@civitas/bus'
import { type DistrictStateMessage, type Scenario, topics } from '@civitas/schema'
import { Room } from '@colyseus/core'
import { schema, t } from '@colyseus/schema'
import { CopyingSerializer } from './copying-serializer.ts'

/** Patches a second are enough: the state changes once a tick. */
const PATCH_MS = 250

export const DistrictState = schema(
  {
    id: t.string(),
    name: t.string(),
    tick: t.uint32(),
    epoch: t.uint32(),
    day: t.uint32(),
    minuteOfDay: t.uint16(),
    rate: t.float32(),
    paused: t.boolean(),
    residents: t.uint32(),
    outdoors: t.uint32(),
    coins: t.float64(),
  },
  'DistrictState',
)

export interface DistrictRoomOptions {
  bus: Bus
  id: string
  name: string
}

/** A room that a gateway defines in its Colyseus: `defineRoom(room, options)` under `name`. */
export interface MountedRoom {
  name: string
  room: typeof DistrictRoom
  options: DistrictRoomOptions
}

/** One room per district, named `district:<id>`. */
export function districtRooms(bus: Bus, scenario: Scenario): MountedRoom[] {
  return scenario.districts.map(({ id, name }) => ({
    name: `district:${id}`,
    room: DistrictRoom,
    options: { bus, id, name },
  }))
}

export class DistrictRoom extends Room<{ state: InstanceType<typeof DistrictState> }> {
  private unsubscribe = () => {}

  override onCreate({ bus, id, name }: DistrictRoomOptions): void {
    const state = new DistrictState()
    state.id = id
    state.name = name
    this.state = state
    this.patchRate = PATCH_MS
    this.unsubscribe = bus.subscribe(topics.districtState(id), (message) => this.take(message as DistrictStateMessage))
  }

  /** Giving a room its state brings a serializer that shares one buffer: ours takes its place before it is used. */
  override setSerializer(): void {
    super.setSerializer(new CopyingSerializer())
  }

  override onDispose(): void {
    this.unsubscribe()
  }

  private take({ tick, epoch, clock, residents, outdoors, coins }: DistrictStateMessage): void {
    Object.assign(this.state, { tick, epoch, residents, outdoors, coins })
    Object.assign(this.state, {
      day: clock.day,
      minuteOfDay: clock.minute_of_day,
      rate: clock.rate,
      paused: clock.paused,
    })
  }
}
