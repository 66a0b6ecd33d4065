// The viewer stream without its sockets: mirrors, cameras, one bundle per viewer and publish, the backlog gate. [§13]
import { ByteWriter, type Clock } from '@civitas/kit'
import { borderTile, type CameraMessage, type FramesMessage } from '@civitas/schema'
import type { Count } from '../../events.ts'
import { Bundles } from './bundles.ts'
import { BLIND, type Camera, cameraOf, type Grid, gridsOf } from './camera.ts'
import { DistrictMirror } from './district-mirror.ts'
import { DRAINED_BYTES, DROP_AFTER_MS, DROP_BYTES, RESYNC_MS, SKIP_BYTES } from './limits.ts'

/** A viewer's socket. */
export interface ViewerSocket {
  /** Joined, and ready for bundles. */
  readonly ready: boolean
  readonly unsentBytes: number
  /** Takes bytes that never change again. */
  send(bytes: Uint8Array): void
  /** Ends the connection at once. */
  drop(): void
}

interface Viewer {
  socket: ViewerSocket
  camera: Camera
  /** What the viewer has exact copies of. */
  has: Camera
  /** Milliseconds of the clock since which bundles are skipped. */
  behindSince: number | undefined
  resyncAt: number | undefined
  lastResync: number
}

export class CityStream {
  private readonly mirrors: DistrictMirror[]
  private readonly grids: Grid[]
  private readonly viewers = new Map<string, Viewer>()
  private readonly writer = new ByteWriter(65_536)
  private sequence = 0
  private readonly deps: { clock: Clock; count: Count; seal: (bundle: Uint8Array) => Uint8Array }

  /** @param deps `seal` wraps a finished bundle for the sockets, once for all who get it */
  constructor(
    districts: readonly { size: readonly [number, number] }[],
    deps: { clock: Clock; count: Count; seal: (bundle: Uint8Array) => Uint8Array },
  ) {
    this.deps = deps
    this.grids = gridsOf(districts)
    this.mirrors = this.grids.map((grid) => new DistrictMirror(borderTile(grid)))
  }

  add(id: string, socket: ViewerSocket): void {
    const nothing = { camera: BLIND, has: BLIND, behindSince: undefined, resyncAt: undefined }
    this.viewers.set(id, { socket, ...nothing, lastResync: Number.NEGATIVE_INFINITY })
  }

  remove(id: string): void {
    this.viewers.delete(id)
  }

  look(id: string, message: CameraMessage): void {
    const viewer = this.viewers.get(id)
    if (viewer) viewer.camera = cameraOf(message, this.grids)
  }

  /** The viewer lost the thread. Granted once in `RESYNC_MS`. */
  resync(id: string): void {
    const viewer = this.viewers.get(id)
    if (!viewer) return
    this.deps.count('city_resync')
    viewer.resyncAt = Math.max(this.deps.clock.monotonicMs(), viewer.lastResync + RESYNC_MS)
  }

  take(frames: FramesMessage): void {
    const whole = this.mirrors[frames.index]?.take(frames)
    if (whole === false) this.deps.count('city_gap')
  }

  /** Sends every viewer its one bundle. Returns how many different ones were made and how many were sent. */
  publish(): { bundles: number; sent: number } {
    const bundles = new Bundles(this.mirrors, ++this.sequence, this.deps.seal, this.writer)
    const nowMs = this.deps.clock.monotonicMs()
    let sent = 0
    for (const [id, viewer] of this.viewers) {
      if (!viewer.socket.ready || !this.mayReceive(id, viewer, nowMs)) continue
      if (viewer.resyncAt !== undefined && viewer.resyncAt <= nowMs) restart(viewer, nowMs)
      if (viewer.camera.tiles.size === 0) {
        viewer.has = viewer.camera
        continue
      }
      viewer.socket.send(bundles.get(viewer.has, viewer.camera))
      viewer.has = viewer.camera
      sent++
    }
    for (const mirror of this.mirrors) mirror.published()
    return { bundles: bundles.count, sent }
  }

  /** Sends the same bytes to all who keep up: facts and clock, which nobody has to have. */
  broadcast(bytes: Uint8Array): void {
    for (const { socket, behindSince } of this.viewers.values()) {
      if (socket.ready && behindSince === undefined) socket.send(bytes)
    }
  }

  /** The backlog gate: skip, and when drained start anew with keyframes; drop who stands still. */
  private mayReceive(id: string, viewer: Viewer, nowMs: number): boolean {
    const { unsentBytes } = viewer.socket
    if (viewer.behindSince === undefined) {
      if (unsentBytes <= SKIP_BYTES) return true
      viewer.behindSince = nowMs
    } else if (unsentBytes <= DRAINED_BYTES) {
      viewer.behindSince = undefined
      viewer.has = BLIND
      return true
    }
    this.deps.count('city_backlog_skipped')
    if (unsentBytes > DROP_BYTES || nowMs - viewer.behindSince > DROP_AFTER_MS) {
      this.deps.count('city_backlog_cut')
      this.viewers.delete(id)
      viewer.socket.drop()
    }
    return false
  }
}

function restart(viewer: Viewer, nowMs: number): void {
  viewer.has = BLIND
  viewer.resyncAt = undefined
  viewer.lastResync = nowMs
}
