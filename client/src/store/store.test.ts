import { describe, expect, it, vi } from 'vitest'
import { createStore } from './store.ts'

describe('the store', () => {
  it('merges changes and tells its listeners', () => {
    const store = createStore({ a: 1, b: 'x' })
    const heard = vi.fn()
    const end = store.subscribe(heard)
    store.set({ a: 2 })
    expect(store.get()).toEqual({ a: 2, b: 'x' })
    expect(heard).toHaveBeenCalledTimes(1)
    end()
    store.set({ a: 3 })
    expect(heard).toHaveBeenCalledTimes(1)
  })

  it('tells nobody, and keeps the same value, when nothing changed', () => {
    const store = createStore({ a: 1 })
    const before = store.get()
    const heard = vi.fn()
    store.subscribe(heard)
    store.set({ a: 1 })
    expect(heard).not.toHaveBeenCalled()
    expect(store.get()).toBe(before)
  })
})
