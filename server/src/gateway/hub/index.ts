export type { HubDeps } from './deps.ts'
export { CachedDirectory } from './directory.ts'
export { DistrictHub, HubFullError } from './hub.ts'
