// Who may read what: one function, asked when subscribing and again before each message leaves. [§8]
import { AGENT_OUT, type EdgeTopic, PLACE_LEAVES } from './edge-topics.ts'

/** Where the reader is, as the city knows it now. */
export interface Whereabouts {
  district: string
  neighborhood?: string | undefined
  building?: string | undefined
}

export interface Reader {
  agentId: string
  /** The key may observe; without it only results and the status are readable. */
  observes: boolean
  /** `undefined` while the agent is nowhere. */
  whereabouts(): Whereabouts | undefined
}

const WITHOUT_OBSERVING: ReadonlySet<string> = new Set(['result', 'status', '+', '#'])

/** May this agent read this topic, or subscribe to this filter? Wildcards are allowed for its own leaves and the world's only. */
export function mayRead(reader: Reader, topic: EdgeTopic | undefined): boolean {
  if (!topic) return false
  switch (topic.kind) {
    case 'agent':
      return topic.id === reader.agentId && mayReadOwn(reader, topic.leaf)
    case 'world':
      return topic.leaf === '+' || PLACE_LEAVES.world.has(topic.leaf)
    case 'district':
      return PLACE_LEAVES.district.has(topic.leaf) && reader.whereabouts()?.district === topic.id
    case 'neighborhood':
      return PLACE_LEAVES.neighborhood.has(topic.leaf) && reader.whereabouts()?.neighborhood === topic.id
    case 'building':
      return PLACE_LEAVES.building.has(topic.leaf) && reader.whereabouts()?.building === topic.id
  }
}

function mayReadOwn(reader: Reader, leaf: string): boolean {
  if (!reader.observes && !WITHOUT_OBSERVING.has(leaf)) return false
  return leaf === '+' || leaf === '#' || AGENT_OUT.has(leaf)
}
