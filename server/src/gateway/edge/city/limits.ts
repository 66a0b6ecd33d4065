// Every bound of the city room, with its unit, its reason and what happens at it.

/** Viewers of one gateway; the next one is told that the room is full. */
export const MAX_VIEWERS = 2_000
/** Milliseconds between bundles: ten a second, as districts publish. */
export const PUBLISH_MS = 100
/** Messages a viewer may send in a second: a camera that moves every frame is sampled by the page. Beyond: disconnected. */
export const MAX_MESSAGES_PER_SECOND = 30
/** Milliseconds between two rounds of keyframes that one viewer may ask for; sooner ones wait for it. */
export const RESYNC_MS = 1_000
/** Bytes unsent at which a viewer's bundles are skipped. */
export const SKIP_BYTES = 256 * 1_024
/** Bytes unsent at which a skipped viewer counts as drained, and gets keyframes. */
export const DRAINED_BYTES = 16 * 1_024
/** Bytes unsent, or milliseconds behind, at which a viewer is dropped: its page connects anew. */
export const DROP_BYTES = 4 * 1_024 * 1_024
export const DROP_AFTER_MS = 20_000
/** Frames of one district between two bundles; more mean that the loop stood still, and then only keyframes help. */
export const MAX_PENDING_FRAMES = 20
/** Public facts kept for one message; speech stays, of the rest the newest. */
export const MAX_FACTS_PER_MESSAGE = 100
