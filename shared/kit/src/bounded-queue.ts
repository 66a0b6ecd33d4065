/** A first-in, first-out queue that refuses instead of growing. */
export class BoundedQueue<T> {
  private items: T[] = []
  private readonly limit: number

  /** @param limit most items held at once; the next `push` is refused */
  constructor(limit: number) {
    this.limit = limit
  }

  get size(): number {
    return this.items.length
  }

  /** Adds at the end; `false` when full, and then nothing changed. */
  push(item: T): boolean {
    if (this.items.length >= this.limit) return false
    this.items.push(item)
    return true
  }

  /** Takes everything out, oldest first. */
  drain(): T[] {
    const taken = this.items
    this.items = []
    return taken
  }
}
