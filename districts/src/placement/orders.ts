// What hosts and operators say to each other about where districts run.

export const placementTopics = {
  /** A district has no host: look for it now. */
  free: () => '/placement/free',
  /** Request to whoever holds the district. */
  move: (district: string) => `/district/${district}/move`,
  /** Request to one host. */
  take: (host: string) => `/process/${host}/take`,
} as const

/** On `free`. */
export interface FreeMessage {
  district: string
  /** Only this host may take it for the next seconds. */
  for?: string
}

/** On `move`: gives the district to the host with this process id. */
export interface MoveOrder {
  to: string
}

/** On `take`. */
export interface TakeOrder {
  district: string
}

export interface MoveAnswer {
  moved: boolean
  /** Why not. */
  reason?: string
  /** How long nobody ran the district, in milliseconds. */
  tookMs?: number
}
