// Whether the one to whom words or coins are sent lives in the city still: what is for somebody who left it for good would travel
// through every district before it came back. [CMD-4]
import { type ChainRefusal, residentOf, type SimAction } from '@civitas/schema'
import type { AgentDirectory } from '../ports.ts'
import { refuse } from './context.ts'

/** The refusal when it left; `undefined` also for who retired so lately that the register was read before: that comes back as `undelivered`. */
export async function goneRefusal(directory: AgentDirectory, action: SimAction): Promise<ChainRefusal | undefined> {
  const resident = addresseeOf(action)
  const record = resident === undefined ? undefined : await directory.get(resident)
  // A miss is not kept: somebody may come to live under that id at this moment, and act.
  if (resident !== undefined && !record) directory.forget(resident)
  return record?.status === 'retired' ? refuse('gone', `${record.name} has left the city for good.`) : undefined
}

/** Only what crosses borders: whoever must be in sight is looked for where the agent is. */
function addresseeOf({ name, parameters }: SimAction): number | undefined {
  return name === 'tell' || name === 'pay' ? residentOf(parameters.agent) : undefined
}
