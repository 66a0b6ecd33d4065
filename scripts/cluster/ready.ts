const ANSWERS_WITHIN_MS = 2_000

/** Whether the city under this address says that it runs; false while nobody answers. */
export async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })
    await answer.body?.cancel()
    return answer.status === 200
  } catch {
    return false
  }
}
