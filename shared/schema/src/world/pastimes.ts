// What one does with time of one's own, and where: the parameter `doing` of `wait`.
import type { BuildingKind } from '../scenario.ts'

/** The index is the encoded value: new ones go to the end. */
export const pastimes = [
  'reading',
  'writing',
  'washing',
  'cooking',
  'chores',
  'music',
  'gardening',
  'exercise',
  'window_shopping',
  'fishing',
  'sightseeing',
  'paperwork',
  'preparing',
] as const
export type Pastime = (typeof pastimes)[number]

export interface PastimePlaces {
  /** In one's own home. */
  home?: true
  /** At one's own workplace, before and after the shift. */
  workplace?: true
  /** In buildings of these kinds. */
  inside?: readonly BuildingKind[]
  /** Outdoors at named places of these kinds; `park` is all of a park. */
  outdoors?: readonly string[]
  /** Outdoors at the door of whatever has shelves. */
  shopDoor?: true
}

export const pastimePlaces: Readonly<Record<Pastime, PastimePlaces>> = {
  reading: {
    home: true,
    inside: ['library', 'cafe', 'university', 'hotel'],
    outdoors: ['park', 'bench', 'square', 'pier'],
  },
  writing: { home: true, inside: ['library', 'cafe', 'university'] },
  washing: { home: true, inside: ['bathhouse'] },
  cooking: { home: true },
  chores: { home: true },
  music: { home: true, inside: ['tavern', 'theatre'] },
  gardening: { home: true, inside: ['greenhouse'], outdoors: ['park'] },
  exercise: { home: true, inside: ['stadium'], outdoors: ['park', 'square', 'pier'] },
  window_shopping: { inside: ['market', 'grocery', 'bakery'], outdoors: ['square'], shopDoor: true },
  fishing: { outdoors: ['pier'] },
  sightseeing: { inside: ['museum', 'townhall', 'lighthouse'], outdoors: ['corner', 'gate', 'square', 'stop'] },
  paperwork: { home: true, inside: ['townhall', 'bank', 'office'] },
  preparing: { workplace: true },
}
