// What travels between a viewer's page and the `city` room of its gateway. Motion comes as binary bundles (frame.ts).
import { z } from 'zod'

export * from './city-room-messages.ts'

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
