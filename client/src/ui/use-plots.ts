import { useEffect, useState } from 'react'
import type { LivePlot } from '../net/land.ts'
import { getJson } from '../net/rest.ts'

/** How often land is read again while a panel shows some, ms. */
const REFRESH_MS = 5_000

/** All land as it is now; without an answer what was known stays. */
export function usePlots(): readonly LivePlot[] {
  const [plots, setPlots] = useState<readonly LivePlot[]>([])
  useEffect(() => {
    let gone = false
    const look = async () => {
      try {
        const answer = await getJson<{ plots: LivePlot[] }>('/plots')
        if (!gone) setPlots(answer.plots)
      } catch {
        // The connection state tells the viewer already.
      }
    }
    void look()
    const timer = setInterval(() => void look(), REFRESH_MS)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [])
  return plots
}
