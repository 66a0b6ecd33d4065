// Every limit of the runtime, with its unit and its reason.

/**
 * Most rows of a batch that is decided on the main thread; a bigger one goes to a worker. One mind costs 0.5 µs, handing a
 * batch over and taking it back 0.05 to 0.1 ms: they are even at about 200 rows, and at 500 a thread takes half of the
 * 0.23 ms away, which is the first time that it matters. Measured by bench/minds.bench.ts on two cores.
 */
export const INLINE_ROWS_MAX = 500

/** A batch that takes longer, in real milliseconds, is given up: its worker is replaced, and its residents decide at a later tick. */
export const DECIDE_TIMEOUT_MS = 800

/** What the first batch of a thread may take longer, in real milliseconds: on a busy machine a thread needs a second to load its code. */
export const THREAD_START_MS = 10_000

/** Batches waiting for a worker; further ones decide nothing this tick. One per district and tick, so more means the workers hang. */
export const WAITING_BATCHES_MAX = 16
