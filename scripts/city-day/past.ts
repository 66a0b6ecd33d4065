// The city's past as its facts tell it, to look claims up in. It knows nothing of what residents remember themselves.
import {
  type ExperienceKind,
  experienceKinds,
  type Fact,
  type IncidentKind,
  type Means,
  MINUTES_PER_DAY,
  upheavals,
} from '@civitas/schema'

/** What is called `just now` is not longer ago than this. */
const JUST_NOW_MINUTES = 120

/** A sentence is thought out at most so long before it is heard. */
const THOUGHT_MINUTES = 2

type Claim = Extract<Means, { kind: 'recount' }>

interface Happening {
  /** City minutes since day 1, 00:00. */
  minute: number
  places: (string | undefined)[]
  item: string | undefined
  others: readonly string[]
}

/** What the same fact is to the other one in it. */
const passive: Partial<Record<string, ExperienceKind>> = {
  gave: 'was_given',
  stood_up: 'was_stood_up',
  lent: 'borrowed',
  repaid: 'was_repaid',
  did_not_repay: 'was_not_repaid',
}

export class Past {
  private readonly byAgent = new Map<string, Map<ExperienceKind, Happening[]>>()
  /** Minutes in which there was news. */
  private readonly news: number[] = []

  /** @param placesOf where an agent may say that it is at this moment */
  record(fact: Fact, minute: number, placesOf: (agentId: string) => (string | undefined)[]): void {
    if (fact.type === 'world_event' || fact.type === 'weather_changed') this.news.push(minute)
    if (!('agent_id' in fact)) return
    const building = 'building' in fact ? fact.building : undefined
    const item = 'item' in fact ? fact.item : 'skill' in fact ? fact.skill : undefined
    const others = partiesOf(fact).filter((id) => id !== fact.agent_id)
    const named = 'place' in fact ? fact.place : 'plot' in fact ? fact.plot : undefined
    const happening = { minute, places: [...placesOf(fact.agent_id), building, named], item, others }
    const kind = kindOf(fact)
    if (!kind) return
    this.add(fact.agent_id, kind, happening)
    for (const other of others) {
      const theirs = { minute, places: [...placesOf(other), building, named], item, others: [fact.agent_id] }
      this.add(other, passive[kind] ?? kind, theirs)
    }
  }

  /** A door that did not open: no fact tells of it. */
  recordShut(agentId: string, place: string, minute: number): void {
    this.add(agentId, 'turned_away', { minute, places: [place], item: undefined, others: [] })
  }

  /** Whether something happened to the speaker that the claim fits in every word. */
  holds(speaker: string, { what, place, item, other, when }: Claim, now: number): boolean {
    if (what === 'heard_news') return this.news.some((minute) => fits(when, minute, now))
    return this.happenings(speaker, what).some((happening) => {
      if (place !== undefined && !happening.places.includes(place)) return false
      if (item !== undefined && happening.item !== item) return false
      if (other !== undefined && !happening.others.includes(other)) return false
      return fits(when, happening.minute, now)
    })
  }

  /** Whether something befell somebody on this day or the one before after which no day is like any other; not in the last moment. */
  isShaken(agentId: string, now: number): boolean {
    const yesterday = Math.trunc(now / MINUTES_PER_DAY) - 1
    return [...upheavals].some((kind) =>
      this.happenings(agentId, kind).some(({ minute }) => {
        return Math.trunc(minute / MINUTES_PER_DAY) >= yesterday && now - minute >= THOUGHT_MINUTES
      }),
    )
  }

  private happenings(agentId: string, kind: ExperienceKind): Happening[] {
    return this.byAgent.get(agentId)?.get(kind) ?? []
  }

  private add(agentId: string, kind: ExperienceKind, happening: Happening): void {
    const kinds = this.byAgent.get(agentId) ?? new Map<ExperienceKind, Happening[]>()
    this.byAgent.set(agentId, kinds)
    const known = kinds.get(kind)
    if (known) known.push(happening)
    else kinds.set(kind, [happening])
  }
}

/** Facts that are remembered under another name. */
const experienceOf: Partial<Record<Fact['type'], ExperienceKind>> = {
  wage_paid: 'worked',
  learned: 'studied',
  defaulted: 'did_not_repay',
  child_found: 'found_child',
  hurt: 'breathed_smoke',
  rescued: 'was_rescued',
  evicted: 'lost_home',
  moved_in: 'found_home',
  let_go: 'lost_job',
  hired: 'found_job',
  building_finished: 'built',
}

/** What it is to have taken part in an incident. */
const takenPart: Readonly<Record<IncidentKind, ExperienceKind>> = {
  fire: 'fought_fire',
  festival: 'celebrated',
  blackout: 'mended_lights',
  strike: 'spoke_with_strikers',
  lost_child: 'searched_child',
}

/** What a fact is to whoever did it. */
function kindOf(fact: Fact): ExperienceKind | undefined {
  const { type } = fact
  if (fact.type === 'incident_joined') return takenPart[fact.kind]
  const named = experienceOf[type]
  if (named) return named
  // Whoever spoke or waved to somebody has met.
  if (type === 'said' || type === 'told' || type === 'waved') return 'met'
  return (experienceKinds as readonly string[]).includes(type) ? (type as ExperienceKind) : undefined
}

function partiesOf(fact: Fact): string[] {
  const { to, other } = fact as { to?: string; other?: string }
  return [to, other].filter((id) => id !== undefined)
}

/** A sentence is thought out a moment before it is heard: at midnight both days will do. */
function fits(when: Claim['when'], minute: number, now: number): boolean {
  const daysAgo = (at: number) => Math.trunc(at / MINUTES_PER_DAY) - Math.trunc(minute / MINUTES_PER_DAY)
  if (when === 'just now') return now - minute <= JUST_NOW_MINUTES
  if (when === 'lately') return true
  const days = when === 'today' ? 0 : 1
  return daysAgo(now) === days || daysAgo(now - 1) === days
}
