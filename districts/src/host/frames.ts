// Publishes packed motion ten times a second. Frames run ahead of the commit; a new epoch takes back what ran ahead. [ACT-2, §13]
import type { Bus } from '@civitas/bus'
import { type FramesMessage, topics } from '@civitas/schema'
import { TileEncoder, type World } from '../sim/index.ts'
import { BorderNews, type Crossed } from './border-news.ts'

/** Steps between two rounds of keyframes: so soon a gateway that came late has the whole picture. */
const KEYFRAME_STEPS = 100

export class FramePublisher {
  private readonly bus: Bus
  private readonly of: { district: string; index: number; epoch: number }
  private readonly encoder: TileEncoder
  private readonly border: BorderNews
  private sequence = 0

  constructor(bus: Bus, world: World, of: { district: string; index: number; epoch: number }) {
    this.bus = bus
    this.of = of
    this.encoder = new TileEncoder(world)
    this.border = new BorderNews(world)
  }

  /** Who crossed the border in the tick that was settled after `step`; told with the next frame. [HND-2] */
  noteCrossings(crossed: Crossed, step: number): void {
    this.border.note(crossed, step)
  }

  /** @param step steps that this world has made since its beginning */
  publish(step: number): void {
    const deltas = this.encoder.encode()
    const isKeyframe = this.sequence % KEYFRAME_STEPS === 0
    this.sequence++
    const tiles = isKeyframe
      ? [...this.encoder.keyframes(), this.border.whole(step)]
      : [...deltas, ...this.border.take(step)]
    const message: FramesMessage = { ...this.of, step, sequence: this.sequence, tiles }
    this.bus.publish(topics.districtFrames(this.of.district), message)
  }
}
