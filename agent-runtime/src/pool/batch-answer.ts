/** What a worker answers: `known: false` when it has not seen the district's map yet and must be asked again with it. */
export type BatchAnswer = { known: true; decisions: Int32Array; failed: number } | { known: false }
