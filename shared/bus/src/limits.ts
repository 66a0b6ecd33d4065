/** Messages handed out before other work of the process gets its turn: below a millisecond for handlers of a few µs. */
export const SLICE_MESSAGES = 256

/** Messages waiting at most. Beyond it the newest is dropped and counted: the city publishes some hundreds a second. */
export const MAX_WAITING_MESSAGES = 100_000

/** Of messages that wait for the broker to come back. Beyond either the oldest is dropped and counted: the newest are of use. */
export const MAX_OUTBOX_MESSAGES = 10_000
export const MAX_OUTBOX_BYTES = 16 * 2 ** 20

/** One message, encoded. The largest are a tick's observations: 1.4 KB an agent. Beyond it the message is dropped and counted. */
export const MAX_MESSAGE_BYTES = 8 * 2 ** 20

/** Bytes that the socket may hold back before messages wait in the outbox, where the oldest can be dropped. */
export const MAX_SOCKET_BYTES = 2 ** 20

/** After a topic fell silent its last number is told once, so that a loss at the end is noticed. */
export const MARK_EVERY_MS = 1_000

/** The broker calls a silent process lost after 1.5 times this; a killed one is noticed at once. */
export const KEEPALIVE_S = 3

/** Between two attempts to reconnect: doubling, with jitter so that a cluster does not come back in one instant. */
export const FIRST_RECONNECT_MS = 100
export const MAX_RECONNECT_MS = 3_000

/** One attempt, and by default all attempts at the first connection; later it is tried for ever. */
export const CONNECT_TIMEOUT_MS = 10_000

/** A close that the broker does not confirm. */
export const CLOSE_TIMEOUT_MS = 1_000

/** Publishers whose numbers are followed; far more than a cluster has processes. Beyond it the oldest is forgotten. */
export const MAX_PUBLISHERS = 1_000
