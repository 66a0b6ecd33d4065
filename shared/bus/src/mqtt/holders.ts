// Which process answers on which topic, as the retained messages of all processes say.

/** What a process tells of itself: its topics, and since when (Unix milliseconds) it answers there. */
export type Claims = Record<string, number>

export class Holders {
  private readonly peers = new Map<string, { claims: Claims; round: number }>()
  private readonly byTopic = new Map<string, { peer: string; since: number }>()
  private readonly onLost: (peer: string) => void
  private round = 0

  constructor(onLost: (peer: string) => void) {
    this.onLost = onLost
  }

  /** The process that answers on `topic`; of several the one that came last, for a district moves. */
  of(topic: string): string | undefined {
    return this.byTopic.get(topic)?.peer
  }

  set(peer: string, claims: Claims): void {
    this.peers.set(peer, { claims, round: this.round })
    this.index()
  }

  lose(peer: string): void {
    if (!this.peers.delete(peer)) return
    this.index()
    this.onLost(peer)
  }

  /** After a broken connection: who is not heard of until `endRound` went away meanwhile. */
  beginRound(): void {
    this.round++
  }

  endRound(): void {
    for (const [peer, { round }] of this.peers) if (round < this.round) this.lose(peer)
  }

  private index(): void {
    this.byTopic.clear()
    for (const [peer, { claims }] of this.peers) {
      for (const [topic, since] of Object.entries(claims)) {
        const holder = this.byTopic.get(topic)
        if (!holder || since > holder.since || (since === holder.since && peer > holder.peer)) {
          this.byTopic.set(topic, { peer, since })
        }
      }
    }
  }
}

/** Throws when `json` is not what a process tells of itself. */
export function readClaims(json: string): Claims {
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object' || value === null) throw new TypeError('not a list of topics')
  return Object.fromEntries(Object.entries(value).map(([topic, since]) => [topic, Number(since)]))
}
