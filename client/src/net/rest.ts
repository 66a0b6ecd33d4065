// Reads of the public REST interface. Answers come from our own gateway of the same version, typed by the shared schema.

/** Longest wait for one answer, ms. */
const TIMEOUT_MS = 10_000

class RestError extends Error {
  readonly status: number
  constructor(path: string, status: number) {
    super(`${path} answered ${status}`)
    this.name = 'RestError'
    this.status = status
  }
}

/** The JSON body of a GET below /api/v1. Throws `RestError` on any other status than 2xx; the browser revalidates by ETag. */
export async function getJson<T>(path: string): Promise<T> {
  const answer = await fetch(`/api/v1${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!answer.ok) throw new RestError(path, answer.status)
  return (await answer.json()) as T
}
