// One seat in the gateway's city room, kept for as long as the page lives: joins, hears, and joins again with growing pauses.
import {
  BUNDLE_MESSAGE,
  CAMERA_MESSAGE,
  CITY_ROOM,
  CLOCK_MESSAGE,
  FACTS_MESSAGE,
  RESYNC_MESSAGE,
} from '@civitas/schema/city-room-messages'
import type { ClockState, WireFact } from '@civitas/schema'
import { Client, type Room } from '@colyseus/sdk'
import type { TileView } from './motion.ts'

/** `stale`: connected, but nothing has been heard for STALE_AFTER_MS. */
export type ConnectionState = 'connecting' | 'live' | 'stale' | 'reconnecting'

/** Silence after which the picture is called stale, ms: several ticks at the default tick of 1 s. */
export const STALE_AFTER_MS = 5_000
/** First and longest pause between attempts to join, ms. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000
/** How often silence is looked for, ms. */
const WATCH_MS = 1_000
/** At most one resync request in this time, ms: keyframes need a moment to come. */
const RESYNC_PAUSE_MS = 1_500

export interface CityListener {
  state(state: ConnectionState): void
  /** A new seat was taken; earlier bundles do not count any more. */
  joined(): void
  bundle(bytes: Uint8Array): void
  facts(facts: WireFact[]): void
  clock(clock: ClockState): void
}

/** What of a room is needed here. */
export type Seat = Pick<Room, 'leave' | 'onLeave' | 'onMessage' | 'reconnection' | 'send'>

export class CityConnection {
  private readonly takeSeat: () => Promise<Seat>
  private readonly listener: CityListener
  private room: Seat | undefined
  private current: ConnectionState = 'connecting'
  private attempts = 0
  private lastHeard = 0
  private lastResync = 0
  private views: readonly TileView[] = []
  private timers: ReturnType<typeof setTimeout>[] = []
  private stopped = false

  /** `origin` is the gateway's address, for instance `http://127.0.0.1:4000`. */
  constructor(origin: string, listener: CityListener, takeSeat = () => joinCity(origin)) {
    this.takeSeat = takeSeat
    this.listener = listener
  }

  start(): void {
    this.timers.push(setInterval(() => this.watch(), WATCH_MS))
    void this.join()
  }

  stop(): void {
    this.stopped = true
    for (const timer of this.timers) clearTimeout(timer)
    void this.room?.leave()
  }

  /** Tells the room which tiles to send; told again after each join. */
  look(views: readonly TileView[]): void {
    this.views = views
    this.room?.send(CAMERA_MESSAGE, { views })
  }

  /** Asks for keyframes of all in view. */
  resync(): void {
    const now = performance.now()
    if (now - this.lastResync < RESYNC_PAUSE_MS) return
    this.lastResync = now
    this.room?.send(RESYNC_MESSAGE)
  }

  private async join(): Promise<void> {
    try {
      const room = await this.takeSeat()
      if (this.stopped) return void room.leave()
      this.take(room)
    } catch {
      this.retry()
    }
  }

  private take(room: Seat): void {
    room.reconnection.enabled = false
    this.room = room
    this.attempts = 0
    this.listener.joined()
    room.onMessage(BUNDLE_MESSAGE, (bytes: Uint8Array) => this.hear(() => this.listener.bundle(bytes)))
    room.onMessage(FACTS_MESSAGE, (facts: WireFact[]) => this.hear(() => this.listener.facts(facts)))
    room.onMessage(CLOCK_MESSAGE, (clock: ClockState) => this.hear(() => this.listener.clock(clock)))
    room.onLeave(() => this.lose(room))
    this.hear(() => room.send(CAMERA_MESSAGE, { views: this.views }))
  }

  private hear(deliver: () => void): void {
    this.lastHeard = performance.now()
    this.become('live')
    deliver()
  }

  private lose(room: Seat): void {
    if (this.room !== room) return
    this.room = undefined
    this.retry()
  }

  private retry(): void {
    if (this.stopped) return
    this.become('reconnecting')
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.attempts++)
    // Spread over half the pause, so that a restarted city is not met by all its viewers at once.
    this.timers.push(setTimeout(() => void this.join(), pause * (0.75 + Math.random() / 2)))
  }

  private watch(): void {
    if (this.current === 'live' && performance.now() - this.lastHeard > STALE_AFTER_MS) this.become('stale')
  }

  private become(state: ConnectionState): void {
    if (this.current === state) return
    this.current = state
    this.listener.state(state)
  }
}

function joinCity(origin: string): Promise<Seat> {
  return new Client(origin).joinOrCreate(CITY_ROOM)
}
