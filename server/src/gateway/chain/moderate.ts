import type { ChainStep, ParsedAction } from './context.ts'
import { refuse } from './context.ts'

/** Judges what is to be said before anybody hears it. [§12] */
export interface Moderator {
  /** `undefined` lets it pass; a text says why not. */
  judge(parsed: ParsedAction): Promise<string | undefined> | string | undefined
}

/** Lets everything pass: the city has no rules of speech yet. */
export const openMicrophone: Moderator = { judge: () => undefined }

export function moderate(moderator: Moderator): ChainStep {
  return async (context) => {
    const why = context.parsed && (await moderator.judge(context.parsed))
    return why === undefined ? context : refuse('forbidden', why)
  }
}
