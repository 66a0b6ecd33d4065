export { composeAgentRuntime } from './compose.ts'
export { type AgentRuntimeConfig, agentRuntimeOptions, readAgentRuntimeConfig } from './config.ts'
export { decideBatch } from './minds/routine.ts'
