// Wishes to look at a place: panels utter them, the camera of the scene fulfils them.

export interface Flight {
  /** City metres. */
  x: number
  y: number
  /** How close, metres from the place; the camera's own choice when left out. */
  distance?: number
}

const listeners = new Set<(flight: Flight) => void>()

export function flyTo(flight: Flight): void {
  for (const listener of listeners) listener(flight)
}

/** Returns the function that ends it. */
export function onFlight(listener: (flight: Flight) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
