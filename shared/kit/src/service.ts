/** Anything long-lived in a process: built by a `compose`, started and stopped by `main.ts`. */
export interface Service {
  readonly id: string
  /** Resolves when the service is ready to be used; rejects with a clear message when it cannot be. */
  start(signal: AbortSignal): Promise<void>
  /** Stops taking new work, finishes what is under way, frees timers and sockets. Safe to call twice. */
  stop(): Promise<void>
}
