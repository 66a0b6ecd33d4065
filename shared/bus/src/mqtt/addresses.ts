// Where things are on the broker. Backbone topics keep their form below a level of their own, so that filters mean the same.
import { assert } from '@civitas/kit'

export class Addresses {
  private readonly topicPrefix: string
  private readonly peerPrefix: string
  private readonly directPrefix: string

  constructor(root: string) {
    assert(/^[\w.-]+(\/[\w.-]+)*$/.test(root), `not a root of topics: ${root}`)
    this.topicPrefix = `${root}/topic/`
    this.peerPrefix = `${root}/peer/`
    this.directPrefix = `${root}/to/`
  }

  /** Of a topic or a filter. */
  ofTopic(topic: string): string {
    return this.topicPrefix + topic
  }

  /** Retained: what a process tells of itself. `+` for all. */
  ofPeer(peer: string): string {
    return this.peerPrefix + peer
  }

  /** Requests to a process, and answers. */
  direct(peer: string): string {
    return this.directPrefix + peer
  }

  topicAt(address: string): string | undefined {
    return address.startsWith(this.topicPrefix) ? address.slice(this.topicPrefix.length) : undefined
  }

  peerAt(address: string): string | undefined {
    return address.startsWith(this.peerPrefix) ? address.slice(this.peerPrefix.length) : undefined
  }
}
