import type { Service } from '@civitas/kit'
import type { RoutineMinds } from '@civitas/schema'
import type { Telemetry } from '@civitas/telemetry'
import type { AgentRuntimeConfig } from './config.ts'
import { createEvents } from './events.ts'
import { DECIDE_TIMEOUT_MS, INLINE_ROWS_MAX, THREAD_START_MS } from './limits.ts'
import { PooledRoutineMinds } from './minds/routine-minds.ts'
import { WorkerPool } from './pool/worker-pool.ts'

/** Builds the minds of a process. Stop the service after the districts that ask them. */
export function composeAgentRuntime(
  config: AgentRuntimeConfig,
  deps: { telemetry: Telemetry },
): { minds: RoutineMinds; service: Service } {
  const events = createEvents(deps.telemetry.child('agent-runtime'))
  const pool = new WorkerPool({ threads: config.threads, timeoutMs: DECIDE_TIMEOUT_MS, startMs: THREAD_START_MS })
  const minds = new PooledRoutineMinds({ pool, events }, INLINE_ROWS_MAX)
  const service: Service = { id: 'agent-runtime', start: () => Promise.resolve(), stop: () => pool.close() }
  return { minds, service }
}
