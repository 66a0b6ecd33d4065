import { refuse, type ChainContext, type ChainStep } from './context.ts'

/** Policies of the city over actions that are otherwise allowed. [§12] */
export interface PolicyEngine {
  /** `undefined` allows; a text says why not. */
  decide(context: ChainContext): Promise<string | undefined> | string | undefined
}

/** Allows everything: the city has no ordinances yet. */
export const noOrdinances: PolicyEngine = { decide: () => undefined }

export function decide(policies: PolicyEngine): ChainStep {
  return async (context) => {
    const why = await policies.decide(context)
    return why === undefined ? context : refuse('forbidden', why)
  }
}
