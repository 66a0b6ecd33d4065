// Names of the city room and its messages: apart from the schemas, so that the page need not carry those.

/** Room name for matchmaking, and the binary message type that carries bundles. */
export const CITY_ROOM = 'city'
export const BUNDLE_MESSAGE = 'bundle'
/** Up: which tiles the camera sees (`CameraMessage`). */
export const CAMERA_MESSAGE = 'camera'
/** Up, without a body: "I lost the thread, send keyframes of all I see." */
export const RESYNC_MESSAGE = 'resync'
/** Down, JSON: public facts as they are committed, names and texts joined (`WireFact[]`). */
export const FACTS_MESSAGE = 'facts'
/** Down, JSON: `ClockState` at each tick. */
export const CLOCK_MESSAGE = 'clock'
