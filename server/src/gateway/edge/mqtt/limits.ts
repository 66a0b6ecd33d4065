// Every bound of the MQTT edge, with its unit, its reason and what happens at it.
import { MAX_PACKET_BYTES } from '@civitas/schema'
import type { Rate } from '../../rate-limiter.ts'

/** Open sockets per listener; the next one is closed at once. 10,000 idle agents and room for reconnects. [§15] */
export const MAX_CONNECTIONS = 12_000
/** Connections of one agent; the next is refused with return code 3. */
export const MAX_SESSIONS_PER_AGENT = 8
/** Milliseconds until a socket must have said CONNECT. */
export const CONNECT_TIMEOUT_MS = 5_000
/** Bytes a packet may declare: the payload's limit, and its topic. Beyond: `too_large`, then the connection closes. */
export const MAX_DECLARED_BYTES = MAX_PACKET_BYTES + 1_024
/** Bytes of one WebSocket message; somewhat more than a packet, so that its sender still gets an answer. Beyond: close code 1009. */
export const MAX_WS_MESSAGE_BYTES = 4 * MAX_PACKET_BYTES
/** Packets of one connection, acknowledgements aside: ten times the rate of actions. Beyond: cut. [§8] */
export const PACKET_RATE: Rate = { perMinute: 1_000, burst: 2_000 }
/** Subscriptions of one connection; the next is refused with 0x80. */
export const MAX_SUBSCRIPTIONS = 64
/** Actions of one connection under way in the chain; more than a burst, so that `rate_limited` speaks first. Beyond: `busy`. */
export const MAX_SUBMITS_UNDER_WAY = 256

/** Milliseconds for a full socket to become writable again; then it is cut. Resuming is by cursor. */
export const DRAIN_TIMEOUT_MS = 5_000
/** Bytes unsent at which state (QoS 0) is skipped: the next one supersedes it. */
export const SKIP_STATE_BYTES = 256 * 1_024
/** Bytes unsent at which a connection is cut rather than items of its stream skipped. */
export const CUT_STREAM_BYTES = 4 * 1_024 * 1_024
/** Bytes unsent above which a replay waits. */
export const REPLAY_WAIT_BYTES = 64 * 1_024
/** Milliseconds between looks at a socket that a replay waits for. */
export const REPLAY_POLL_MS = 20
/** Milliseconds for a last message to leave before the socket is destroyed. */
export const FAREWELL_MS = 1_000
