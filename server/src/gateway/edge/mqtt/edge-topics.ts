// The topics of the edge, made and read in one place. [§8]

/** What a topic or filter under the root speaks of. `leaf` may be `+` or `#` when it is a filter. */
export interface EdgeTopic {
  kind: 'agent' | 'world' | 'district' | 'neighborhood' | 'building'
  /** Of the agent or place; empty for the world. */
  id: string
  leaf: string
}

/** Leaves under `/agent/{id}` that carry the stream, by kind of item. */
export const STREAM_LEAVES = { result: 'result', message: 'message', fact: 'facts' } as const
/** Leaves under `/agent/{id}` that an agent may read. */
export const AGENT_OUT: ReadonlySet<string> = new Set(['observation', 'facts', 'result', 'message', 'status'])
/** Leaves under `/agent/{id}` that an agent may publish to. */
export const AGENT_IN: ReadonlySet<string> = new Set(['action', 'resume', 'status'])
/** Leaves of places that may be read. Frames, inbox and commands are the backbone's. */
export const PLACE_LEAVES = {
  world: new Set(['clock', 'news', 'tick']),
  district: new Set(['state', 'events']),
  neighborhood: new Set(['chat']),
  building: new Set(['events']),
} as const satisfies Record<Exclude<EdgeTopic['kind'], 'agent'>, ReadonlySet<string>>

export class EdgeTopics {
  private readonly root: string

  /** @param root what stands before every topic; begins and ends with a slash */
  constructor(root: string) {
    this.root = root
  }

  world(leaf: string): string {
    return `${this.root}world/${leaf}`
  }

  of(kind: Exclude<EdgeTopic['kind'], 'world'>, id: string, leaf: string): string {
    return `${this.root}${kind}/${id}/${leaf}`
  }

  /** `undefined` for anything that is no topic of the edge. Wildcards are taken for a leaf only. */
  parse(topic: string): EdgeTopic | undefined {
    if (!topic.startsWith(this.root)) return undefined
    const [kind, first, second, ...rest] = topic.slice(this.root.length).split('/')
    if (rest.length > 0 || !first) return undefined
    if (kind === 'world') return second === undefined ? { kind, id: '', leaf: first } : undefined
    if (!second || first === '+' || first === '#') return undefined
    switch (kind) {
      case 'agent':
      case 'district':
      case 'neighborhood':
      case 'building':
        return { kind, id: first, leaf: second }
      default:
        return undefined
    }
  }
}
