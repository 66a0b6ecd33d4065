// A map that forgets what was not used for longest (second chance): reading costs nothing but a flag.

export class BoundedCache<K, V> {
  private readonly slots = new Map<K, { value: V; used: boolean }>()
  private readonly limit: number

  /** @param limit most entries held at once; adding one more forgets the least used */
  constructor(limit: number) {
    this.limit = limit
  }

  get size(): number {
    return this.slots.size
  }

  get(key: K): V | undefined {
    const slot = this.slots.get(key)
    if (!slot) return undefined
    slot.used = true
    return slot.value
  }

  set(key: K, value: V): void {
    const slot = this.slots.get(key)
    if (slot) {
      slot.value = value
      return
    }
    if (this.slots.size >= this.limit) this.forgetOne()
    this.slots.set(key, { value, used: false })
  }

  delete(key: K): void {
    this.slots.delete(key)
  }

  /** Goes from the oldest on: who was used since gets another round at the end, the first who was not goes. */
  private forgetOne(): void {
    for (const [key, slot] of this.slots) {
      this.slots.delete(key)
      if (!slot.used) return
      this.slots.set(key, { value: slot.value, used: false })
    }
  }
}
