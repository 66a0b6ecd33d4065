// What travels between a viewer's page and the `city` room of its gateway. Motion comes as binary bundles (frame.ts).
import { z } from 'zod'

/** Room name for matchmaking, and the binary message type that carries bundles. */
export const CITY_ROOM = 'city'
export const BUNDLE_MESSAGE = 'bundle'

/** Up: which tiles the camera sees, per district as an inclusive rectangle of tile columns and rows. */
export const cameraSchema = z.object({
  views: z
    .array(
      z.object({
        district: z.number().int().min(0).max(31),
        x0: z.number().int().min(0).max(255),
        y0: z.number().int().min(0).max(255),
        x1: z.number().int().min(0).max(255),
        y1: z.number().int().min(0).max(255),
      }),
    )
    .max(32),
})
export type CameraMessage = z.infer<typeof cameraSchema>

/** Up, without a body: "I lost the thread, send keyframes of all I see." */
export const RESYNC_MESSAGE = 'resync'
export const CAMERA_MESSAGE = 'camera'
/** Down, JSON: public facts as they are committed, names and texts joined (`WireFact[]`). */
export const FACTS_MESSAGE = 'facts'
/** Down, JSON: `ClockState` at each tick. */
export const CLOCK_MESSAGE = 'clock'
