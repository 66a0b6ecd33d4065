import { type LivePlot, readPlots } from '../net/land.ts'
import { useLive } from './use-live.ts'

/** How often land is read again while a panel shows some, ms. */
const REFRESH_MS = 5_000

const NONE: readonly LivePlot[] = []

/** All land as it is now. */
export function usePlots(): readonly LivePlot[] {
  return useLive(readPlots, REFRESH_MS) ?? NONE
}
