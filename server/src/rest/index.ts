// The list of all resources: one file each, named as in the path.
import type { App } from '../http/app.ts'
import { accountRoutes } from './accounts.ts'
import { actionRoutes } from './actions.ts'
import { agentRoutes } from './agents.ts'
import type { RestDeps } from './deps.ts'
import { buildingRoutes } from './buildings.ts'
import { directoryRoutes } from './directory.ts'
import { catalogueRoutes } from './catalogue.ts'
import { eventRoutes } from './events.ts'
import { mapRoutes } from './map.ts'
import { plotRoutes } from './plots.ts'
import { publicAgentRoutes } from './public-agent.ts'
import { inboxRoutes } from './inbox.ts'
import { indicatorRoutes } from './indicators.ts'
import { keyRoutes } from './keys.ts'
import { observationRoutes } from './observation.ts'
import { sessionRoutes } from './sessions.ts'
import { streamRoutes } from './stream.ts'
import { worldRoutes } from './world.ts'

/** Everything below `/api/v1`. */
export const resources: readonly ((app: App, deps: RestDeps) => void)[] = [
  accountRoutes,
  sessionRoutes,
  agentRoutes,
  keyRoutes,
  actionRoutes,
  observationRoutes,
  inboxRoutes,
  streamRoutes,
  worldRoutes,
  directoryRoutes,
  buildingRoutes,
  catalogueRoutes,
  eventRoutes,
  indicatorRoutes,
  mapRoutes,
  plotRoutes,
  publicAgentRoutes,
]
