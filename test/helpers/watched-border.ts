// Two districts and one viewer, from the simulation to what the page draws, over lines that a test makes slow or lossy.
import type { Bus } from '@civitas/bus'
import { must } from '@civitas/kit'
import type { FramesMessage } from '@civitas/schema'
import { Motion } from '../../client/src/net/motion.ts'
import { Crowd } from '../../client/src/scene/crowd/crowd.ts'
import { FramePublisher } from '../../districts/src/host/frames.ts'
import { tiny } from '../../districts/test/sim/stage.ts'
import { TwoDistricts } from '../../districts/test/sim/two-districts.ts'
import { CityStream } from '../../server/src/gateway/edge/city/city-stream.ts'

/** Time from one bundle to the next, and from one drawn frame to the next, ms. */
const PUBLISH_MS = 100
const DRAW_MS = 25
/** More than the gateway lets a viewer owe: its bundles are skipped. */
const TOO_MANY_BYTES = 300_000
const EVERYTHING = [0, 1].map((district) => ({ district, x0: 0, y0: 0, x1: 7, y1: 7 }))
const maps = tiny.districts.map(({ scenario }) => scenario)

export interface Line {
  /** Frames that reach the gateway before this bundle, per district. */
  frames: readonly [number, number]
  /** Whether the viewer gets this bundle. */
  bundle?: boolean
  /** Whether it gets it, but cannot: it lost the one before. */
  lost?: boolean
}

export class WatchedBorder {
  readonly city = new TwoDistricts()
  /** Frames published and not yet delivered, per district. */
  readonly waiting: [FramesMessage[], FramesMessage[]] = [[], []]
  private nowMs = 0
  private readonly crowd = new Crowd()
  private readonly motion = new Motion({ name: '', title: '', size: [512, 256], water: [], items: [], districts: maps })
  private readonly epochs = [0, 0]
  private readonly steps = [0, 0]
  private readonly hosts: FramePublisher[] = []
  private readonly stream: CityStream
  private readonly socket = {
    ready: true,
    unsentBytes: 0,
    drop: () => {},
    send: (bytes: Uint8Array) => this.hear(bytes),
  }
  private losesNext = false

  constructor() {
    const clock = { wallMs: () => this.nowMs, monotonicMs: () => this.nowMs, sleep: () => Promise.resolve() }
    this.stream = new CityStream(maps, { clock, count: () => undefined, seal: (bundle) => bundle })
    this.stream.add('viewer', this.socket)
    this.stream.look('viewer', { views: EVERYTHING })
    this.motion.setViews(EVERYTHING)
    this.city.onStep = ({ map: { index } }, settled) => {
      const step = (this.steps[index] = (this.steps[index] ?? 0) + 1)
      const host = must(this.hosts[index], 'host')
      if (settled) host.noteCrossings({ inputs: settled.inputs, commandsOut: settled.result.commandsOut }, step)
      host.publish(step)
    }
    this.openHost(0)
    this.openHost(1)
  }

  /** The district's host is a new one: it knows what the state knows, and nothing more. */
  openHost(index: number): void {
    const epoch = (this.epochs[index] = (this.epochs[index] ?? 0) + 1)
    const publish = (_: string, message: unknown) => void this.waiting[index]?.push(message as FramesMessage)
    const { id: district } = must(maps[index], 'district')
    const world = must(this.city.worlds[index], 'world')
    this.hosts[index] = new FramePublisher({ publish } as unknown as Bus, world, { district, index, epoch })
  }

  /** A tenth of a second passes at the viewer. Calls back for each drawn frame. */
  moment({ frames, bundle = true, lost = false }: Line, onDrawn: () => void): void {
    for (const [index, waiting] of this.waiting.entries()) {
      for (const message of waiting.splice(0, frames[index])) this.stream.take(message)
    }
    this.socket.unsentBytes = bundle ? 0 : TOO_MANY_BYTES
    this.losesNext = lost
    this.stream.publish()
    for (let ms = 0; ms < PUBLISH_MS; ms += DRAW_MS) {
      const samples = this.motion.samples(this.nowMs + ms)
      this.crowd.take(samples, { borders: this.motion.borders() })
      this.alphas = samples.map((sample) => sample?.alpha ?? 1)
      onDrawn()
    }
    this.nowMs += PUBLISH_MS
  }

  /** Every place at which the resident is drawn, city metres. */
  placesOf(resident: number): { x: number; z: number }[] {
    const places = Array.from({ length: this.crowd.count }, (_, place) => place)
    return places
      .filter((place) => this.crowd.residentAt(place) === resident)
      .map((place) => this.crowd.positionAt(place, this.alphas))
  }

  private alphas: number[] = []

  private hear(bytes: Uint8Array): void {
    if (this.losesNext) return
    if (!this.motion.apply(bytes, this.nowMs)) this.stream.resync('viewer')
  }
}
