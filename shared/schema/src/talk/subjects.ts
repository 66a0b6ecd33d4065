// All that residents speak of. An id holds numbers of lists: bodies, openings and closings may be added at the end, never moved.
import { dealings } from './dealings.ts'
import { hearsay } from './hearsay.ts'
import { manners } from './manners.ts'
import { recounts } from './recounts.ts'
import { replies } from './replies.ts'
import { skies } from './skies.ts'
import type { Subject } from './subject.ts'

export const subjects = {
  ...manners,
  ...recounts,
  ...hearsay,
  ...replies,
  ...skies,
  ...dealings,
} as const satisfies Record<string, Subject>
