// Every bound of the hub, with its unit, its reason and what happens at it.

/** Agents whose record is cached; beyond it the least used is forgotten and read again when needed. */
export const MAX_CACHED_AGENTS = 20_000
/** Milliseconds for which a cached name is trusted: a rename in another process shows within a minute. */
export const NAME_TRUST_MS = 60_000
/**
 * Milliseconds for which a living resident's record is trusted, as a key is: changes made in this process are known at
 * once, and a district that does not hold the agent says so.
 */
export const RECORD_TRUST_MS = 30_000
/** The same for one that is spawning, retired or not known: it may live with the next tick. */
export const UNSETTLED_TRUST_MS = 250
/** Milliseconds for which what a resident does is shown to the public. */
export const ACTIVITY_TRUST_MS = 1_000
/** Texts cached for replays; beyond it the least used is read again. */
export const MAX_CACHED_TEXTS = 10_000
/** Ids in one read of names or texts; more are read in further rounds. */
export const MAX_IDS_PER_READ = 1_000

/** Newest items kept per agent of interest; older ones are read from the store. */
export const TAIL_ITEMS = 32
/** Items per page of a replay: about 30 KB, little enough to stay within a socket's buffer. */
export const REPLAY_PAGE_ITEMS = 100
/** Replays that read the store at the same time; more wait their turn. */
export const MAX_REPLAYS_AT_ONCE = 16
/** Milliseconds between tries when the store does not answer a replay; doubles up to the second figure. */
export const REPLAY_RETRY_MS = 100
export const REPLAY_RETRY_MS_MAX = 5_000
/** Empty reads in a row for an item that was seen live, before the hole is declared a gap. */
export const MAX_EMPTY_READS = 8

/** Agents with a channel (open session, waiting request or recent one); the next is refused with `HubFullError`. */
export const MAX_CHANNELS = 50_000
/** Milliseconds for which an agent without session stays watched after its last request: longer than any poll interval. */
export const INTEREST_MS = 60_000
/** Waiting requests (inbox, observation, result) per agent; the next is answered at once as if its time were over. */
export const MAX_WAITERS_PER_AGENT = 64
/** Longest wait of one request in milliseconds; longer ones are cut to it. */
export const MAX_WAIT_MS = 60_000
/** Items in one inbox answer. */
export const MAX_INBOX_ITEMS = 500

/** Bus messages waiting to be joined and delivered; at it they are dropped, and every session catches up from the store. */
export const MAX_QUEUED_MESSAGES = 4_096
/** Deliveries between two turns of the event loop: one tick of a thousand agents must not hold up the sockets. */
export const DELIVERIES_PER_TURN = 20

/** Milliseconds after a change until the watched list is sent: arrivals of one burst share a message. */
export const WATCH_DELAY_MS = 20
/** Milliseconds between repeats of the watched list, for hosts that forgot it. */
export const WATCH_REPEAT_MS = 5_000
/** Milliseconds for a district to answer a query. */
export const QUERY_TIMEOUT_MS = 2_000
/** Milliseconds between sweeps of channels nobody is interested in. */
export const SWEEP_MS = 10_000
/** Milliseconds in which look-ups of action ids are gathered into one read. */
export const LOOKUP_GATHER_MS = 4
/** Milliseconds between two such reads while more come: an action waits for its tick anyway, the store has better to do. */
export const LOOKUP_PAUSE_MS = 20
