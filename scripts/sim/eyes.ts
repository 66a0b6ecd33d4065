// Pages that look on in some runs: a city stream on every gateway, a page on one of them, moved on when the gateway dies or drops it.
import { type FramesMessage, topics } from '@civitas/schema'
import { CityStream } from '@civitas/server/gateway/edge/city/city-stream'
import type { Gateway } from './hosts.ts'
import type { Dice } from './machine/dice.ts'
import type { VirtualTime } from './machine/virtual-time.ts'
import type { Oracle } from './watch/oracle.ts'
import { Viewer } from './watch/viewer.ts'

/** Between two bundles. */
const PUBLISH_MS = 100
/** More tiles than a district has, either way. */
const ALL = 1_000
const PAGE = 'page'

interface Deps {
  time: VirtualTime
  oracle: Oracle
  dice: Dice
  /** Somebody looks on in this run. */
  looks: boolean
}

export class Eyes {
  /** The newest page. */
  viewer: Viewer | undefined
  private readonly sizes: readonly { size: readonly [number, number] }[]
  private readonly deps: Deps

  constructor(sizes: readonly { size: readonly [number, number] }[], deps: Deps) {
    this.sizes = sizes
    this.deps = deps
  }

  /** A gateway has come up. */
  open(gateway: Gateway): void {
    if (!this.deps.looks) return
    const { clock } = gateway.process
    const stream = new CityStream(this.sizes, { clock, count: () => {}, seal: (bundle) => bundle })
    gateway.bus.subscribe(topics.districtFrames('+'), (message) => stream.take(message as FramesMessage))
    void this.show(gateway, stream)
  }

  /** Pages keep up from now on. */
  hurry(): void {
    this.viewer?.hurry()
  }

  private async show({ process }: Gateway, stream: CityStream): Promise<void> {
    let viewer = this.join(stream)
    while (process.alive) {
      viewer.drain(PUBLISH_MS)
      if (viewer.isDropped) viewer = this.join(stream)
      stream.publish()
      await process.clock.sleep(PUBLISH_MS)
    }
  }

  private join(stream: CityStream): Viewer {
    const { oracle, dice } = this.deps
    const on = { lost: () => stream.resync(PAGE), fail: (problem: string) => oracle.fail(problem) }
    const viewer = new Viewer(this.sizes, dice, on)
    this.viewer = viewer
    stream.add(PAGE, viewer)
    const views = this.sizes.map((_, district) => ({ district, x0: 0, y0: 0, x1: ALL, y1: ALL }))
    stream.look(PAGE, { views })
    return viewer
  }
}
