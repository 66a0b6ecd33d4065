// Every limit of the runtime, with its unit and its reason.

/**
 * Rows of a batch from which on it goes to a worker thread. To be measured by bench/minds.bench.ts.
 */
export const INLINE_ROWS_MAX = 500

/** A batch that takes longer, in real milliseconds, is given up: its worker is replaced, and its residents decide at a later tick. */
export const DECIDE_TIMEOUT_MS = 800

/** Batches waiting for a worker; further ones decide nothing this tick. One per district and tick, so more means the workers hang. */
export const WAITING_BATCHES_MAX = 16
