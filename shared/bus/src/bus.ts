/** Messages are at most once: whoever must not lose one reads the store. [ACT-3, CMD-2] */
export interface Bus {
  /**
   * Hands `message` to every subscriber of `topic`, in the order of publishing per topic, never inside the caller's stack.
   * In process it goes by reference: receivers must not change it.
   */
  publish(topic: string, message: unknown, trace?: string): void
  /** `filter` is an MQTT filter (`+`, `#`). Returns the function that ends the subscription. A handler that throws is logged and counted. */
  subscribe(filter: string, handler: (message: unknown, delivery: Delivery) => void): () => void
  /** Sends to the one responder of `topic`. Rejects with `NoResponderError` at once when there is none, `RequestTimeoutError` after `timeoutMs`. */
  request(topic: string, message: unknown, options: { timeoutMs: number; trace?: string }): Promise<unknown>
  /** Answers requests on `topic`; one responder per topic. Returns the function that ends it. */
  respond(topic: string, handler: (message: unknown, delivery: Delivery) => Promise<unknown> | unknown): () => void
  close(): Promise<void>
}

export interface Delivery {
  topic: string
  trace?: string
}
