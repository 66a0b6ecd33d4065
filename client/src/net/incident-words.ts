// Incidents as sentences of the feed. Pure.
import type { IncidentEnding, IncidentKind } from '@civitas/schema'
import type { Telling, Told } from './feed-trade.ts'

const beginnings: Readonly<Record<IncidentKind, (place: string) => string>> = {
  fire: (place) => `Fire at ${place}!`,
  festival: (place) => `A festival begins at ${place}`,
  blackout: (place) => `The lights go out around ${place}`,
  strike: (place) => `Strikers gather at ${place}`,
  lost_child: (place) => `A child of ${place} is missing`,
}

const joinings: Readonly<Record<IncidentKind, (who: string) => string>> = {
  fire: (who) => `${who} fights the fire`,
  festival: (who) => `${who} joined the festival`,
  blackout: (who) => `${who} works at the fault`,
  strike: (who) => `${who} speaks with the strikers`,
  lost_child: (who) => `${who} searches for the child`,
}

const endings: Readonly<Record<IncidentKind, Record<IncidentEnding, (place: string) => string>>> = {
  fire: {
    helped: (place) => `The fire at ${place} is out`,
    by_itself: (place) => `The fire at ${place} burnt itself out`,
  },
  festival: {
    helped: (place) => `The festival at ${place} is over`,
    by_itself: (place) => `The festival at ${place} is over`,
  },
  blackout: {
    helped: (place) => `The lights are back around ${place}`,
    by_itself: (place) => `Power returned around ${place}`,
  },
  strike: { helped: () => 'The strike is settled', by_itself: () => 'The strike ends with an agreement' },
  lost_child: {
    helped: (place) => `The child of ${place} is home again`,
    by_itself: (place) => `The child came home to ${place} by itself`,
  },
}

/** The sentence for what happens in an incident, `undefined` for other facts. */
export function incidentSentence(type: string, { who, text, number, place, helpers }: Telling): Told | undefined {
  const kind = text('kind') as IncidentKind
  switch (type) {
    case 'incident_began':
      return { kind: 'trouble', title: beginnings[kind](place('place')), detail: 'City news' }
    case 'incident_joined':
      return { kind: 'work', title: joinings[kind](who), detail: place('place') }
    case 'incident_ended': {
      const title = endings[kind][text('how') as IncidentEnding](place('place'))
      return { kind: 'city', title, detail: helpersText(helpers) }
    }
    case 'picketed':
      return { kind: 'work', title: `${who} stands with the strikers`, detail: place('place') }
    case 'child_found':
      return { kind: 'city', title: `${who} found the child`, detail: place('place') }
    case 'hurt':
      return { kind: 'trouble', title: `${who} breathed smoke`, detail: place('building') }
    case 'rescued':
      return { kind: 'trouble', title: `${who} was carried out of the fire`, detail: place('building') }
    case 'healed':
      return { kind: 'trouble', title: `${who} is well again`, detail: place('place') }
    case 'thanked':
      return { kind: 'trade', title: `The city thanked ${who}`, detail: `${number('coins')} coins` }
    default:
      return undefined
  }
}

function helpersText(count: number): string {
  if (count === 0) return 'Nobody came'
  return count === 1 ? 'One person took part' : `${count} people took part`
}
