/** Anything long-lived in a process: built by a `compose`, started and stopped by `main.ts`. */
export interface Service {
  readonly id: string
  /** Resolves when the service is ready to be used; rejects with a clear message when it cannot be. */
  start(signal: AbortSignal): Promise<void>
  /** Stops taking new work, finishes what is under way, frees timers and sockets. Safe to call twice. */
  stop(): Promise<void>
}

/** Starts the services one after the other. When one fails, stops the started ones, newest first, and rejects with its error. */
export async function startAll(services: readonly Service[], signal: AbortSignal): Promise<void> {
  for (const [index, service] of services.entries()) {
    try {
      await service.start(signal)
    } catch (error) {
      await stopAll(services.slice(0, index + 1))
      throw error
    }
  }
}

/** Stops the services, last one first. A failure keeps none of the others from stopping; the first one is thrown at the end. */
export async function stopAll(services: readonly Service[]): Promise<void> {
  const failures: unknown[] = []
  for (const service of services.toReversed()) {
    await service.stop().catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}
