import { ClientState, type Client } from '@colyseus/core'
import { describe, expect, it } from 'vitest'
import { CopyingSerializer } from '../src/copying-serializer.ts'
import { DistrictState } from '../src/district-room.ts'

/** A socket that has not sent yet: it keeps what it was given, as `ws` does. */
function slowClient(): { client: Client; waiting: Uint8Array[] } {
  const waiting: Uint8Array[] = []
  const raw = (bytes: Uint8Array) => void waiting.push(bytes)
  // Only what the serializer touches of a client.
  return { client: { state: ClientState.JOINED, raw } as unknown as Client, waiting }
}

describe("a district's room", () => {
  it('[§13] gives a slow socket its own copy of each patch', () => {
    const state = new DistrictState()
    const serializer = new CopyingSerializer<typeof state>()
    serializer.reset(state)
    const { client, waiting } = slowClient()
    state.tick = 1
    serializer.applyPatches([client])
    const first = waiting[0]?.slice()
    state.tick = 70_000
    serializer.applyPatches([client])
    expect(waiting).toHaveLength(2)
    expect(waiting[0]).toEqual(first)
    expect(waiting[1]?.buffer).not.toBe(waiting[0]?.buffer)
  })

  it('[§13] gives who joins a state that later patches do not change', () => {
    const state = new DistrictState()
    const serializer = new CopyingSerializer<typeof state>()
    serializer.reset(state)
    state.name = 'Old Town'
    const full = serializer.getFullState()
    const before = full.slice()
    state.name = 'New Town'
    serializer.getFullState()
    expect(full).toEqual(before)
  })
})
