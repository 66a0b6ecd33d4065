/** Messages handed out before other work of the process gets its turn: below a millisecond for handlers of a few µs. */
export const SLICE_MESSAGES = 256

/** Messages waiting at most. Beyond it the newest is dropped and counted: the city publishes some hundreds a second. */
export const MAX_WAITING_MESSAGES = 100_000
