// What two residents are to each other.

/** The index is the encoded value, and that of the column. */
export const standings = ['acquainted', 'friends', 'at_odds'] as const
export type Standing = (typeof standings)[number]
