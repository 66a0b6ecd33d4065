// Agents of owners: made, changed, retired. The city takes them in and lets them go by commands. [CMD-1]
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import { agentIdOf, type AgentsChangedMessage, type Command, type EventsMessage, topics } from '@civitas/schema'
import type { AgentRecord, Agents, Commands } from '@civitas/store'
import type { AgentDirectory } from '../gateway/ports.ts'
import { newId } from './secrets.ts'

/** How long a caller waits for the spawn, in milliseconds, so that its next call works. [§9] */
const SPAWN_WAIT_MS = 3_000

export interface NewAgent {
  name: string
  persona?: string
  district: string
  mind: 'external' | 'routine'
}

export interface AgentDesk {
  /** The record after the spawn, or as `spawning` when the district takes longer. `undefined`: the plan allows no more. */
  create(accountId: string, of: NewAgent): Promise<AgentRecord | undefined>
  ofAccount(accountId: string): Promise<AgentRecord[]>
  change(
    agent: AgentRecord,
    change: { name?: string; persona?: string; mind?: 'external' | 'routine' },
  ): Promise<AgentRecord>
  retire(agent: AgentRecord): Promise<void>
}

export interface AgentDeskDeps {
  branch: string
  agents: Agents
  commands: Commands
  directory: AgentDirectory
  bus: Bus
  clock: Clock
  startingCoins: number
  /** Living agents of one account at most. */
  agentsPerAccount: number
}

export function createAgentDesk(deps: AgentDeskDeps): AgentDesk {
  const { branch, agents, commands, directory, bus } = deps
  const wake = (district: string) => bus.publish(topics.districtCommands(district), {})
  /** Here at once, in other gateways as soon as they hear of it. */
  const changed = (resident: number) => {
    directory.forget(resident)
    bus.publish(topics.agentsChanged(), { resident } satisfies AgentsChangedMessage)
  }
  const living = async (accountId: string) =>
    (await agents.ofAccount(branch, accountId)).filter(({ status }) => status !== 'retired')

  return {
    ofAccount: living,

    async create(accountId, { name, persona, district, mind }) {
      if ((await agents.countOfAccount(branch, accountId)) >= deps.agentsPerAccount) return undefined
      const spawns = watchSpawns(bus, district)
      try {
        const command = (resident: number): Command => ({
          kind: 'spawn',
          resident,
          streamed: mind === 'external',
          coins: deps.startingCoins,
        })
        const about = { branch, accountId, name, mind, district, ...(persona !== undefined && { persona }) }
        const resident = await agents.create({ ...about, commandId: newId('c'), command })
        wake(district)
        await spawns.of(agentIdOf(resident), deps.clock.sleep(SPAWN_WAIT_MS, spawns.over))
        directory.forget(resident)
        return await agents.get(branch, resident)
      } finally {
        spawns.end()
      }
    },

    async change(agent, change) {
      await agents.update(branch, agent.resident, change)
      changed(agent.resident)
      if (change.mind !== undefined && change.mind !== agent.mind) {
        const streamed = change.mind === 'external'
        await commands.add(branch, agent.district, newId('c'), {
          kind: 'set_streamed',
          resident: agent.resident,
          streamed,
        })
        wake(agent.district)
      }
      return (await agents.get(branch, agent.resident)) ?? agent
    },

    async retire({ resident, district }) {
      await agents.retire(branch, resident, newId('c'), { kind: 'retire', resident })
      changed(resident)
      wake(district)
    },
  }
}

/** Listens from before the command is written, so that no spawn is missed. */
function watchSpawns(bus: Bus, district: string) {
  const seen = new Set<string>()
  const over = new AbortController()
  let wanted: string | undefined
  let arrived: () => void = () => {}
  const unsubscribe = bus.subscribe(topics.districtEvents(district), (message) => {
    for (const fact of (message as EventsMessage).facts) if (fact.type === 'agent_spawned') seen.add(fact.agent_id)
    if (wanted !== undefined && seen.has(wanted)) arrived()
  })
  return {
    over: over.signal,
    /** Resolves when the agent is there, or when `deadline` has passed. */
    of(agentId: string, deadline: Promise<void>): Promise<void> {
      wanted = agentId
      if (seen.has(agentId)) return Promise.resolve()
      return Promise.race([deadline, new Promise<void>((resolve) => (arrived = resolve))])
    },
    end(): void {
      over.abort()
      unsubscribe()
    },
  }
}
