// What the day under way has brought so far, counted as it happens: part of the state, so that no crash makes a day shorter.

/** In the order of their bytes: new ones go to the end. Sums of a digest have the same names and say what they mean. */
export const tallied = [
  'readings',
  'mood',
  'hungry',
  'tired',
  'ailing',
  'lonely',
  'atWork',
  'faints',
  'talks',
  'pieces',
  'spent',
  'wages',
  'hired',
  'letGo',
  'bankrupt',
  'evicted',
  'befriended',
  'driftedApart',
] as const
export type Tallied = (typeof tallied)[number]
export type Tally = Record<Tallied, number>

export function emptyTally(): Tally {
  return Object.fromEntries(tallied.map((name) => [name, 0])) as Tally
}
