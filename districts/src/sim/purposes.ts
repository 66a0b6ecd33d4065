// The purposes of draws: each has a word of its own, so that no two of them move together. `districts/test/sim/purposes.test.ts` holds them apart.
export const PURPOSE = {
  /** In which order actions of a tick are applied. */
  order: 1,
  // Who lives in a new city, and how its first morning finds them.
  familyName: 11,
  givenName: 12,
  home: 13,
  job: 14,
  commute: 16,
  stroll: 21,
  need: 22,
  breakfast: 23,
  // Work and trade.
  supplier: 0x5091,
  errand: 0xe44a,
  colleague: 0xc011,
  // Company.
  neighbour: 0x4e16,
  standsOut: 0x57a4,
  turnTo: 0x7041,
  offence: 0x0ff3,
  /** And the words after it, one for each experience. */
  topic: 0x70b_1000,
  // Incidents.
  smoke: 0x5a0ce,
  host: 0x4057,
  willing: 0x311e,
} as const
