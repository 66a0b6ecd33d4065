import { useEffect, useState } from 'react'

/**
 * What `read` answers, asked anew every `everyMs` while it is on show; without an answer what was known stays, and the connection state
 * tells the viewer why. `read` stays the same function as long as it asks for the same.
 */
export function useLive<T>(read: () => Promise<T>, everyMs: number): T | undefined {
  const [live, setLive] = useState<T>()
  useEffect(() => {
    let gone = false
    const look = async () => {
      const fresh = await read().catch(() => undefined)
      if (!gone && fresh !== undefined) setLive(fresh)
    }
    void look()
    const timer = setInterval(() => void look(), everyMs)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [read, everyMs])
  return live
}
