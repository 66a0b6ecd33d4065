import { ManualClock } from '@civitas/kit'
import { borderTile, readBundle, TileMirror } from '@civitas/schema'
import { beforeEach, describe, expect, it } from 'vitest'
import { TileWriter, type Walker } from '../../../../test/helpers/tile-writer.ts'
import { CityStream, type ViewerSocket } from './city-stream.ts'
import { DROP_AFTER_MS, DROP_BYTES, MAX_PENDING_FRAMES, SKIP_BYTES } from './limits.ts'

const EVERYTHING = { views: [{ district: 0, x0: 0, y0: 0, x1: 9, y1: 9 }] }

class FakeSocket implements ViewerSocket {
  ready = true
  unsentBytes = 0
  dropped = false
  readonly sent: Uint8Array[] = []

  send(bytes: Uint8Array): void {
    this.sent.push(bytes)
  }

  drop(): void {
    this.dropped = true
  }

  /** Keyframes in the newest bundle. */
  get keyframes(): number {
    const { sections } = readBundle(this.sent.at(-1) ?? new Uint8Array([0]))
    return sections.flatMap(({ tiles }) => tiles).filter(({ keyframe }) => keyframe).length
  }
}

describe('the backlog gate', () => {
  const walker: Walker = { resident: 7, x: 100, y: 100, pose: 0 }
  let clock: ManualClock
  let counts: Map<string, number>
  let stream: CityStream
  let writer: TileWriter
  let socket: FakeSocket
  let sequence: number

  function frame(): void {
    walker.x += 3
    const tiles = sequence === 0 ? (writer.deltas([walker]), writer.keyframes()) : writer.deltas([walker])
    stream.take({ district: 'd', index: 0, epoch: 1, step: sequence, sequence: ++sequence, tiles })
  }

  function publish(): void {
    frame()
    stream.publish()
  }

  beforeEach(() => {
    clock = new ManualClock()
    counts = new Map()
    const count = (name: string, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by)
    stream = new CityStream([{ size: [64, 64] }], { clock, count, seal: (bundle) => bundle })
    writer = new TileWriter([64, 64])
    socket = new FakeSocket()
    sequence = 0
    Object.assign(walker, { x: 100, y: 100 })
    stream.add('v', socket)
    stream.look('v', EVERYTHING)
    publish()
  })

  it('skips a viewer that lags, and starts it anew with keyframes when it has drained', () => {
    publish()
    expect([socket.sent.length, socket.keyframes]).toEqual([2, 0])
    socket.unsentBytes = SKIP_BYTES + 1
    publish()
    socket.unsentBytes = SKIP_BYTES - 1
    publish()
    expect(socket.sent).toHaveLength(2)
    socket.unsentBytes = 0
    publish()
    expect([socket.sent.length, socket.keyframes]).toEqual([3, 4])
    const mirror = new TileMirror()
    const [body] = readBundle(socket.sent[2] ?? new Uint8Array()).sections.flatMap(({ tiles }) => tiles)
    mirror.applyKeyframe(body?.bytes ?? new Uint8Array())
    expect(mirror.members).toEqual([{ resident: 7, x: walker.x, y: 100, pose: 0 }])
  })

  it('drops a viewer with megabytes unsent, and one that stays behind for long', async () => {
    const other = new FakeSocket()
    stream.add('other', other)
    stream.look('other', EVERYTHING)
    socket.unsentBytes = DROP_BYTES + 1
    other.unsentBytes = SKIP_BYTES + 1
    publish()
    expect([socket.dropped, other.dropped]).toEqual([true, false])
    await clock.advance(DROP_AFTER_MS + 1)
    publish()
    expect(other.dropped).toBe(true)
    expect(counts.get('city_backlog_cut')).toBe(2)
  })

  it('does not send facts to a viewer that lags', () => {
    socket.unsentBytes = SKIP_BYTES + 1
    publish()
    stream.broadcast(new Uint8Array([1]))
    expect(socket.sent).toHaveLength(1)
  })

  it('gives viewers with the same camera the very same bytes', () => {
    const other = new FakeSocket()
    stream.add('other', other)
    stream.look('other', EVERYTHING)
    publish()
    publish()
    expect(other.sent[1]).toBe(socket.sent[2])
  })

  it('sends nothing before the viewer is ready, and keyframes then', () => {
    const late = new FakeSocket()
    late.ready = false
    stream.add('late', late)
    stream.look('late', EVERYTHING)
    publish()
    expect(late.sent).toHaveLength(0)
    late.ready = true
    publish()
    expect(late.keyframes).toBe(4)
  })

  it('throws frames away when publishing stood still, and sends keyframes instead', () => {
    for (let frames = 0; frames <= MAX_PENDING_FRAMES; frames++) frame()
    stream.publish()
    expect(socket.keyframes).toBe(4)
  })

  it('tells a quiet district’s step too, so that viewers know that time goes on', () => {
    stream.take({ district: 'd', index: 0, epoch: 1, step: 9, sequence: ++sequence, tiles: [] })
    stream.publish()
    expect(readBundle(socket.sent.at(-1) ?? new Uint8Array()).sections).toEqual([
      { district: 0, epoch: 1, step: 9, tiles: [] },
    ])
  })
})

describe('the border of a district', () => {
  const bytes = new Uint8Array([0, 1, 7, 2])
  const head = { district: 'd', epoch: 1, step: 1 }
  const grid = { columns: 2, rows: 2 }
  const border = (keyframe: boolean) => ({ tile: borderTile(grid), keyframe, bytes })
  let stream: CityStream
  let socket: FakeSocket

  beforeEach(() => {
    const sizes = [{ size: [64, 64] as const }, { size: [64, 64] as const }]
    stream = new CityStream(sizes, { clock: new ManualClock(), count: () => undefined, seal: (bundle) => bundle })
    socket = new FakeSocket()
    stream.add('v', socket)
    stream.look('v', EVERYTHING)
  })

  const sections = () => readBundle(socket.sent.at(-1) ?? new Uint8Array([0])).sections

  it('[HND-4] reaches viewers of other districts too: whole at first, then when it changes', () => {
    stream.take({ ...head, index: 1, sequence: 1, tiles: [border(true)] })
    stream.publish()
    expect(sections()).toMatchObject([{ district: 0 }, { district: 1, tiles: [border(true)] }])
    stream.take({ ...head, index: 1, sequence: 2, tiles: [] })
    stream.publish()
    expect(sections()).toEqual([])
    stream.take({ ...head, index: 1, sequence: 3, tiles: [border(false)] })
    stream.publish()
    expect(sections()).toMatchObject([{ district: 1, tiles: [border(false)] }])
  })

  it('counts after a gap only when it is told in whole', () => {
    stream.take({ ...head, index: 1, sequence: 1, tiles: [border(true)] })
    stream.publish()
    stream.take({ ...head, index: 1, sequence: 3, tiles: [border(false)] })
    stream.publish()
    expect(sections()).toEqual([])
  })
})
