// Turns what the districts made into what goes over the wire: names and texts are joined here, at view time. [DET-5]
import {
  type Fact,
  formatCursor,
  type InboxItem,
  type NewText,
  type Observation,
  type RawObservation,
  renderWords,
  residentOf,
  type StreamItem,
  type WireFact,
  type Words,
} from '@civitas/schema'
import { BoundedCache } from './bounded-cache.ts'
import type { HubDeps } from './deps.ts'
import type { CachedDirectory } from './directory.ts'
import { MAX_CACHED_TEXTS, MAX_IDS_PER_READ } from './limits.ts'

/** An item ready for the wire, with its place in the stream. */
export interface JoinedItem {
  seq: number
  tick: number
  item: InboxItem
}

/** What has to be known before a message can be joined. */
export class Needs {
  readonly residents = new Set<number>()
  readonly texts = new Set<string>()

  item(item: StreamItem): void {
    if (item.kind === 'message') {
      this.agent(item.from)
      this.words(item.words)
    } else if (item.kind === 'fact') this.fact(item.fact)
  }

  fact(fact: Fact): void {
    if ('agent_id' in fact) this.agent(fact.agent_id)
    if ('other' in fact) this.agent(fact.other)
    if ('words' in fact) this.words(fact.words)
  }

  observation(raw: RawObservation): void {
    for (const visible of raw.visible_agents) this.agent(visible.agent_id)
    for (const message of raw.messages) {
      this.agent(message.from)
      this.words(message.words)
    }
  }

  private agent(agentId: string): void {
    const resident = residentOf(agentId)
    if (resident !== undefined) this.residents.add(resident)
  }

  private words(words: Words): void {
    if ('text_id' in words) this.texts.add(words.text_id)
    else for (const argument of words.args) this.agent(argument)
  }
}

type JoinDeps = Pick<HubDeps, 'store' | 'clock' | 'placeNames'>

export class Joiner {
  private readonly texts = new BoundedCache<string, string>(MAX_CACHED_TEXTS)
  /** What stands for an id inside words: a text, or the name of an agent or a place. */
  private readonly named = { get: (id: string) => this.texts.get(id) ?? this.wordFor(id) }
  private readonly deps: JoinDeps
  private readonly directory: CachedDirectory

  constructor(deps: JoinDeps, directory: CachedDirectory) {
    this.deps = deps
    this.directory = directory
  }

  /** Keeps texts that came with a live message, so that joining it needs no read. */
  learn(texts: readonly NewText[]): void {
    for (const { id, text } of texts) this.texts.set(id, text)
  }

  /** Reads what is not cached. `undefined` when nothing is missing. Rejects when the store does not answer. */
  prepare(needs: Needs): Promise<void> | undefined {
    const texts = [...needs.texts].filter((id) => this.texts.get(id) === undefined)
    const residents = this.directory.missing(needs.residents)
    if (texts.length === 0 && residents.length === 0) return undefined
    return this.read(texts, residents)
  }

  item(item: StreamItem): JoinedItem {
    const { seq, tick } = item
    return { seq, tick, item: this.wireItem(item, formatCursor({ seq, tick })) }
  }

  fact(fact: Fact, tick: number, where: { cursor?: string; district?: string } = {}): WireFact {
    const { words, ...fields } = fact as Fact & { words?: Words }
    const wire: WireFact = { ...fields, tick, ...where }
    if ('agent_id' in fact) wire.name = this.nameOf(fact.agent_id)
    if ('other' in fact) wire['other_name'] = this.nameOf(fact.other)
    if (words) wire.text = this.textOf(words)
    return wire
  }

  observation(raw: RawObservation): Observation {
    return {
      agent_id: raw.agent_id,
      timestamp: new Date(this.deps.clock.wallMs()).toISOString(),
      observation: {
        location: raw.location,
        visible_agents: raw.visible_agents.map((visible) => ({ ...visible, name: this.nameOf(visible.agent_id) })),
        messages: raw.messages.map(({ words, ...message }) => ({
          ...message,
          name: this.nameOf(message.from),
          text: this.textOf(words),
        })),
        environment: raw.environment,
        self: raw.self,
      },
      available_actions: raw.available_actions,
      memory_context: {},
      tick: raw.tick,
      cursor: formatCursor({ seq: raw.seq, tick: raw.tick }),
    }
  }

  private wireItem(item: StreamItem, cursor: string): InboxItem {
    switch (item.kind) {
      case 'result':
        return { type: 'result', cursor, ...resultBody(item) }
      case 'message':
        return {
          type: 'message',
          cursor,
          tick: item.tick,
          channel: item.channel,
          from: { agent_id: item.from, name: this.nameOf(item.from) },
          text: this.textOf(item.words),
          ...(item.means && { means: item.means }),
          ...(item.to_you && { to_you: true }),
          place: item.place,
        }
      case 'fact':
        return this.fact(item.fact, item.tick, { cursor })
    }
  }

  private nameOf(agentId: string): string {
    const resident = residentOf(agentId)
    return resident === undefined ? agentId : this.directory.nameOf(resident)
  }

  private textOf(words: Words): string {
    return renderWords(words, this.named)
  }

  private wordFor(id: string): string | undefined {
    const resident = residentOf(id)
    return resident === undefined ? this.deps.placeNames.get(id) : this.directory.nameOf(resident)
  }

  private async read(texts: readonly string[], residents: readonly number[]): Promise<void> {
    await this.directory.load(residents)
    for (let from = 0; from < texts.length; from += MAX_IDS_PER_READ) {
      const found = await this.deps.store.texts.get(texts.slice(from, from + MAX_IDS_PER_READ))
      for (const [id, text] of found) this.texts.set(id, text)
    }
  }
}

/** The fields of an acknowledgement that come from the stored item. */
export function resultBody(item: Omit<StreamItem & { kind: 'result' }, 'kind' | 'seq'>): {
  action_id: string
  status: 'accepted' | 'refused'
  code?: string
  reason?: string
  tick: number
  idempotency_key: string
} {
  const { action_id, status, code, reason, tick, key } = item
  return {
    action_id,
    status,
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    tick,
    idempotency_key: key,
  }
}
