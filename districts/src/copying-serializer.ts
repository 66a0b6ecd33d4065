// Colyseus hands its one shared buffer to the socket; a slow socket then sends bytes that the next patch has overwritten.
import { SchemaSerializer } from '@colyseus/core'
import type { Schema } from '@colyseus/schema'

/** The schema serializer, but what goes to a socket is a copy. */
export class CopyingSerializer<State extends Schema> extends SchemaSerializer<State> {
  override reset(state: State): void {
    super.reset(state)
    const encode = this.encoder.encode.bind(this.encoder)
    this.encoder.encode = (...parameters) => encode(...parameters).slice()
  }

  override getFullState(...parameters: Parameters<SchemaSerializer<State>['getFullState']>): Uint8Array {
    return super.getFullState(...parameters).slice()
  }
}
