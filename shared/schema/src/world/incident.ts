// Incidents: what goes wrong or right in the city for some hours, with people who respond and an end.

/** The index is the encoded value. */
export const incidentKinds = ['fire', 'festival', 'blackout', 'strike', 'lost_child'] as const
export type IncidentKind = (typeof incidentKinds)[number]

/** How one ends: people brought it about, or time did. */
export const incidentEndings = ['helped', 'by_itself'] as const
export type IncidentEnding = (typeof incidentEndings)[number]

/** What an agent can do about it, as its observation says. */
export const incidentHelp: Readonly<Record<IncidentKind, string>> = {
  fire: '`move_to` the building and `work` at its door: everybody there fights the fire, firefighters thrice as fast.',
  festival: '`move_to` the place and `play` there: it is good for company.',
  blackout: '`move_to` the building, where the fault is, and `work` at its door: electricians mend it thrice as fast.',
  strike:
    '`move_to` the square and `work` there: whoever does brings both sides together, town hall staff thrice as fast.',
  lost_child:
    '`move_to` a square, park, pier, bench or corner of the district and `work` there: that is searching. The child is at one of them.',
}

/** Kinds of buildings whose staff is called, wherever it works. */
export const incidentCalls: Readonly<Record<IncidentKind, readonly string[]>> = {
  fire: ['firehouse'],
  festival: [],
  blackout: ['depot', 'workshop', 'shipyard'],
  strike: ['townhall'],
  lost_child: [],
}

/** What an incident means for a resident. The index is the column's value. */
export const incidentRoles = ['none', 'bystander', 'volunteer', 'called', 'striker'] as const
export type IncidentRole = (typeof incidentRoles)[number]

/** Kinds of places where a lost child hides. */
export const hideouts: readonly string[] = ['park', 'pier', 'bench']

/** Kinds of places where it is searched for: who searches cannot know that it never waits in the middle of all. */
export const searchedPlaces: readonly string[] = ['square', ...hideouts, 'corner']
