// What incidents are in somebody's story.
import type { Fact, IncidentKind } from '@civitas/schema'

const parts: Readonly<Record<IncidentKind, (place: string) => string>> = {
  fire: (place) => `fights the fire at ${place}`,
  festival: (place) => `joins the festival at ${place}`,
  blackout: (place) => `works at the fault that has darkened the streets around ${place}`,
  strike: (place) => `sits down with the strikers at ${place}`,
  lost_child: (place) => `searches for the missing child of ${place}`,
}

const ends: Readonly<Record<IncidentKind, string>> = {
  fire: 'sees the fire go out',
  festival: 'hears the last song of the festival',
  blackout: 'sees the lights come on again',
  strike: 'hears that the strike is settled',
  lost_child: 'hears that the child is home again',
}

/** @param name of a place's id */
export function incidentSentence(fact: Fact, name: (id: string) => string): string | undefined {
  switch (fact.type) {
    case 'incident_joined':
      return parts[fact.kind](name(fact.place))
    case 'incident_ended':
      return ends[fact.kind]
    case 'picketed':
      return `stands with the strikers at ${name(fact.place)}`
    case 'child_found':
      return `finds the missing child at ${name(fact.place)}`
    case 'hurt':
      return `breathes smoke as ${name(fact.building)} catches fire`
    case 'rescued':
      return `is carried out of ${name(fact.building)}`
    case 'healed':
      return 'is well again'
    case 'thanked':
      return `gets ${fact.coins} coins from the city, with thanks`
    default:
      return undefined
  }
}
