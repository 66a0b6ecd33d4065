export { openStore, readStoreConfig, type StoreConfig, storeOptions, TEMPLATE_DIR } from './config.ts'
export { type ControlAnswer, type ControlRequest, askControl } from './embedded/control.ts'
export { type EmbeddedOptions, openEmbeddedStore } from './embedded/open.ts'
export { prepareTemplate, templatePath } from './embedded/template.ts'
export {
  DataDirError,
  DataDirLockedError,
  FencedError,
  MasterKeyError,
  MigrationError,
  StoreError,
  StoreUnavailableError,
  TickGapError,
  UnknownOutcomeError,
} from './errors.ts'
export type { StoreLog } from './log.ts'
export { type Fault, type Faults, withFaults } from './faults.ts'
export { openMemoryStore } from './memory/store.ts'
export { openPostgresStore, type PostgresOptions } from './open-postgres.ts'
export type {
  Account,
  Accounts,
  AgentKey,
  AgentKeys,
  AgentRecord,
  Agents,
  Projections,
  Session,
  Sessions,
} from './ports/accounts.ts'
export type { Audit, CityCut, DistrictBooks } from './ports/audit.ts'
export {
  type CityIdentity,
  type CityRecords,
  type ClockRecord,
  type Commands,
  type DeadLetters,
  districtLease,
  type Leases,
} from './ports/city.ts'
export type { Digests, DistrictDigest } from './ports/digests.ts'
export type { Store } from './ports/store.ts'
export type {
  ActionLog,
  AgentProjection,
  BuildingProjection,
  FactLog,
  JournalEntry,
  JournalTick,
  Snapshot,
  Snapshots,
  Streams,
  Texts,
  TickCommit,
  TickLog,
} from './ports/tick-log.ts'
export { capsOf, STORAGE, STORAGE_MB, type StorageState, storageWarnings, STORE_NAMES } from './storage.ts'
export type { QueuedEvent, WorldEvents } from './ports/world-events.ts'
