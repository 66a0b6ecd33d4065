// What owners call their plots: joined at view time, as all words are. [DET-5]
import { agentIdOf } from '@civitas/schema'
import type { Projections } from '@civitas/store'
import type { JoinFacts } from '../gateway/fact-joiner.ts'

type Projection = Awaited<ReturnType<Projections['plots']>>[number]

/** By plot; without those that nobody named. Rejects when the store does not answer. */
export async function namesOf(rows: readonly Projection[], joinFacts: JoinFacts): Promise<Map<string, string>> {
  const namings = rows.flatMap(({ plot, district, tick, owner, deed }) => {
    if (owner === undefined || !deed?.words) return []
    const fact = { type: 'plot_named', agent_id: agentIdOf(owner), plot, words: deed.words } as const
    return [{ plot, naming: { district, tick, fact } }]
  })
  const told = await joinFacts(namings.map(({ naming }) => naming))
  return new Map(
    namings.flatMap(({ plot }, at) => {
      const name = told[at]?.text
      return name === undefined ? [] : [[plot, name] as const]
    }),
  )
}
