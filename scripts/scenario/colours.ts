// Colours of the map. A table of data.
import type { BuildingKind } from '@civitas/schema'

export const GROUND = {
  sea: '#8fd3d6',
  land: '#d5dcae',
  water: '#6ec3cf',
  park: '#a9cb78',
  plot: '#e6cf9d',
  road: '#8d93a3',
  street: '#fffaf0',
  bridge: '#c9a57c',
  rail: '#5b6172',
  ink: '#2b2a4c',
} as const

/** Kinds that look alike on the map share a line of the legend. */
export const BUILDINGS: Readonly<Record<string, { colour: string; kinds: readonly BuildingKind[] }>> = {
  homes: { colour: '#d98c6a', kinds: ['house', 'flats'] },
  food: { colour: '#c8698a', kinds: ['bakery', 'cafe', 'grocery', 'tavern', 'market'] },
  kiosk: { colour: '#e0324b', kinds: ['kiosk'] },
  crafts: { colour: '#9a7b4f', kinds: ['workshop', 'warehouse', 'shipyard', 'greenhouse', 'depot'] },
  'offices, banks, hotels': { colour: '#3d8fb0', kinds: ['office', 'bank', 'hotel'] },
  learning: { colour: '#7d7abc', kinds: ['school', 'university', 'library'] },
  'town and care': { colour: '#4f7f86', kinds: ['townhall', 'clinic', 'firehouse', 'bathhouse'] },
  leisure: { colour: '#d9a441', kinds: ['theatre', 'museum', 'stadium'] },
  lighthouse: { colour: '#2b2a4c', kinds: ['lighthouse'] },
}

export const PLACES: Readonly<Record<string, string>> = {
  gate: '#2b2a4c',
  square: '#e07a5f',
  park: '#5b8e4d',
  bench: '#b07d54',
  corner: '#8d93a3',
  pier: '#2e86ab',
  stop: '#d1495b',
}
