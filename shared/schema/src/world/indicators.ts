import { z } from 'zod'

/** Answer of `GET /api/v1/indicators`: what is told, and a row for each city day that is over. */
export const indicatorsSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  indicators: z.array(z.object({ id: z.string(), unit: z.string(), means: z.string() })),
  days: z.array(
    z.object({
      day: z.number().int(),
      missing: z.array(z.string()).describe('Districts that the figures are without.'),
      figures: z.record(z.string(), z.number()).describe('By id. What nobody counted that day is absent.'),
    }),
  ),
})
export type IndicatorsBody = z.infer<typeof indicatorsSchema>
