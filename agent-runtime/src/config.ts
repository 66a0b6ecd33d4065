import { type Environment, option, type OptionValues, readOptions } from '@civitas/kit'

export const agentRuntimeOptions = {
  threads: option.integer({
    name: 'CIVITAS_MIND_THREADS',
    fallback: 1,
    min: 1,
    max: 64,
    description:
      'Worker threads for built-in minds. They start when a district has hundreds of residents deciding at once.',
  }),
}

export type AgentRuntimeConfig = OptionValues<typeof agentRuntimeOptions>

/** Reads the variables of this workspace; throws `ConfigError` naming the first that does not fit. */
export function readAgentRuntimeConfig(environment: Environment): AgentRuntimeConfig {
  return readOptions(agentRuntimeOptions, environment)
}
