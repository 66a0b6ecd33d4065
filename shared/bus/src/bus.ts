/**
 * Messages are at most once: whoever must not lose one reads the store. [ACT-3, CMD-2]
 *
 * A message is plain data: what JSON holds, `Uint8Array` at any depth, or `undefined` as a whole. A property that is
 * `undefined` may be absent at the receiver. Maps, sets, dates, other classes, bigints and numbers that are not finite are
 * no messages: in process they would pass, between processes they do not.
 */
export interface Bus {
  /** Whether the broker is there now. Absent: there is none that could be away. */
  readonly connected?: boolean
  /**
   * Hands `message` to every subscriber of `topic`, in the order of publishing per topic, never inside the caller's stack.
   * In process it goes by reference: receivers must not change it.
   */
  publish(topic: string, message: unknown, trace?: string): void
  /** `filter` is an MQTT filter (`+`, `#`). Returns the function that ends the subscription. A handler that throws is logged and counted. */
  subscribe(filter: string, handler: (message: unknown, delivery: Delivery) => void): () => void
  /**
   * Sends to the one responder of `topic`. Rejects with `NoResponderError` at once when there is none, `RequestTimeoutError`
   * after `timeoutMs`, `ResponderLostError` when the responder's process goes away meanwhile, `ResponderFailedError` when it threw.
   */
  request(topic: string, message: unknown, options: { timeoutMs: number; trace?: string }): Promise<unknown>
  /** Answers requests on `topic`; one responder per topic. Returns the function that ends it. */
  respond(topic: string, handler: (message: unknown, delivery: Delivery) => Promise<unknown> | unknown): () => void
  /**
   * Tells when messages are missing, at the latest just before the next one of the topic is handed out; of a topic that fell
   * silent after the loss, within some seconds. A topic heard for the first time in the middle of its numbers is a gap too.
   * Whoever keeps a mirror repairs it from the store, or waits for a keyframe. Returns the function that ends it.
   */
  onGap(listener: (gap: Gap) => void): () => void
  close(): Promise<void>
}

export interface Gap {
  /** Where messages are missing; absent when it may be anywhere, as after a broken connection. */
  topic?: string
}

export interface Delivery {
  topic: string
  trace?: string
}
