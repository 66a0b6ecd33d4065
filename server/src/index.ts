export { composeServer, type Server, type ServerDeps } from './compose.ts'
export { readServerConfig, type ServerConfig, serverOptions } from './config.ts'
export { PortBusyError } from './errors.ts'
export { composeOrchestrator } from './orchestrator/compose.ts'
