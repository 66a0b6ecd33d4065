// The room every page joins: one socket, one bundle per publish, and the public facts and clock beside it. [§13]
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import {
  BUNDLE_MESSAGE,
  CAMERA_MESSAGE,
  cameraSchema,
  CITY_ROOM,
  CLOCK_MESSAGE,
  FACTS_MESSAGE,
  type FramesMessage,
  RESYNC_MESSAGE,
  type Scenario,
  topics,
  type WireFact,
} from '@civitas/schema'
import { type Client, ClientState, getMessageBytes, Protocol, Room } from '@colyseus/core'
import type { WebSocketClient } from '@colyseus/ws-transport'
import type { Count } from '../events.ts'
import type { AgentHub } from '../ports.ts'
import { CityStream, type ViewerSocket } from './city/city-stream.ts'
import { FactBuffer } from './city/fact-buffer.ts'
import { MAX_MESSAGES_PER_SECOND, MAX_VIEWERS, PUBLISH_MS } from './city/limits.ts'

export interface CityRoomDeps {
  bus: Bus
  hub: Pick<AgentHub, 'onFacts' | 'onClock'>
  scenario: Pick<Scenario, 'districts'>
  clock: Clock
  count: Count
}

type CityClient = WebSocketClient & Client

export class CityRoom extends Room<{ client: CityClient }> {
  override maxClients = MAX_VIEWERS
  override maxMessagesPerSecond = MAX_MESSAGES_PER_SECOND
  override autoDispose = false
  override patchRate = null
  private ends: (() => void)[] = []
  private stream: CityStream | undefined
  private count: Count = () => undefined
  private clockMessage: Uint8Array | undefined

  override onCreate({ deps }: { deps: CityRoomDeps }): void {
    this.roomId = CITY_ROOM
    this.count = deps.count
    const stream = new CityStream(deps.scenario.districts, { ...deps, seal: sealBundle })
    const facts = new FactBuffer()
    this.stream = stream
    this.ends = [
      deps.bus.subscribe(topics.districtFrames('+'), (message) => stream.take(message as FramesMessage)),
      deps.hub.onFacts((batch: WireFact[]) => facts.add(batch)),
      deps.hub.onClock((clock) => {
        this.clockMessage = getMessageBytes.raw(Protocol.ROOM_DATA, CLOCK_MESSAGE, clock)
        stream.broadcast(this.clockMessage)
      }),
    ]
    this.onMessage(CAMERA_MESSAGE, (client, message: unknown) => {
      const camera = cameraSchema.safeParse(message)
      if (camera.success) stream.look(client.sessionId, camera.data)
    })
    this.onMessage(RESYNC_MESSAGE, (client) => stream.resync(client.sessionId))
    this.setTimestep(() => {
      stream.publish()
      const batch = facts.take()
      if (batch) stream.broadcast(getMessageBytes.raw(Protocol.ROOM_DATA, FACTS_MESSAGE, batch))
    }, PUBLISH_MS)
  }

  override onJoin(client: CityClient): void {
    this.count('city_joined')
    this.stream?.add(client.sessionId, socketOf(client))
    if (this.clockMessage) client.enqueueRaw(this.clockMessage)
  }

  override onLeave(client: CityClient): void {
    this.stream?.remove(client.sessionId)
  }

  override onDispose(): void {
    for (const end of this.ends) end()
  }
}

function sealBundle(bundle: Uint8Array): Uint8Array {
  return getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, BUNDLE_MESSAGE, undefined, bundle)
}

function socketOf(client: CityClient): ViewerSocket {
  return {
    get ready() {
      return client.state === ClientState.JOINED
    },
    get unsentBytes() {
      return client.ref.bufferedAmount
    },
    send: (bytes) => client.raw(bytes),
    drop: () => client.ref.terminate(),
  }
}
