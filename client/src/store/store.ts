// The one tiny store: a value, its listeners, and a React hook that picks a slice. Frame-rate data never goes through it.
import { useSyncExternalStore } from 'react'

export interface Store<T> {
  get(): T
  /** Merges a change; nobody is told when nothing changed. */
  set(change: Partial<T>): void
  /** Returns the function that ends it. */
  subscribe(listener: () => void): () => void
}

export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(change) {
      const next = { ...value, ...change }
      const keys = Object.keys(change) as (keyof T)[]
      if (keys.every((key) => Object.is(next[key], value[key]))) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The slice that `pick` returns; it must return the same reference while nothing changed. */
export function useStore<T extends object, S>(store: Store<T>, pick: (value: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => pick(store.get()))
}
