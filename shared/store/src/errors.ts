// Every error that the store gives on purpose. `code` is stable; the message says what to do.

/** An error with a stable code; `cause` carries what the driver said. */
export abstract class StoreError extends Error {
  abstract readonly code: string
}

/** Another host holds the district now: this one must stop writing and stop running it. [CLK-2] */
export class FencedError extends StoreError {
  override readonly name = 'FencedError'
  readonly code = 'fenced'
}

/** The tick does not follow the district's head: it was committed already, or one before it is missing. */
export class TickGapError extends StoreError {
  override readonly name = 'TickGapError'
  readonly code = 'tick_gap'
}

/** The connection broke while a transaction was on its way: it may have happened or not. Look it up, never repeat it blindly. [ACT-5] */
export class UnknownOutcomeError extends StoreError {
  override readonly name = 'UnknownOutcomeError'
  readonly code = 'unknown_outcome'

  constructor(what: string, options?: ErrorOptions) {
    super(
      `${what}: nobody knows whether the transaction happened. Read what it would have written, then decide.`,
      options,
    )
  }
}

/** The store cannot take this now (disk full, database away, too much waiting); nothing was written. Try again later. */
export class StoreUnavailableError extends StoreError {
  override readonly name = 'StoreUnavailableError'
  readonly code = 'store_unavailable'
}

/** A living process has the data directory open. */
export class DataDirLockedError extends StoreError {
  override readonly name = 'DataDirLockedError'
  readonly code = 'data_dir_locked'
  readonly pid: number

  constructor(directory: string, pid: number) {
    super(
      `the data directory ${directory} is in use by process ${pid}. Stop that city first, or set DATA_DIR to another directory.`,
    )
    this.pid = pid
  }
}

/** The data directory cannot be made, or does not belong to this user. */
export class DataDirError extends StoreError {
  override readonly name = 'DataDirError'
  readonly code = 'data_dir'

  constructor(directory: string, cause: unknown) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    super(
      `the data directory ${directory} cannot be used (${detail}). Set DATA_DIR to a folder that this user may write.`,
      { cause },
    )
  }
}

/** The master key is missing, malformed, or not the one this store was written under. */
export class MasterKeyError extends StoreError {
  override readonly name = 'MasterKeyError'
  readonly code = 'master_key'
}

/** The store was written by a newer version of this program, or cannot be brought up to date. */
export class MigrationError extends StoreError {
  override readonly name = 'MigrationError'
  readonly code = 'migration'
}

/** The database refused a statement of ours: a fault of this program. `sqlState` is PostgreSQL's code. */
export class QueryError extends StoreError {
  override readonly name = 'QueryError'
  readonly code = 'query'
  readonly sqlState: string

  constructor(message: string, sqlState: string, options?: ErrorOptions) {
    super(message, options)
    this.sqlState = sqlState
  }
}

/** Codes that the guards of the schema raise. */
const FENCED_STATE = 'CV001'
const TICK_GAP_STATE = 'CV002'
/** Disk full, out of memory, too many connections; shutting down; read-only standby. The transaction was rolled back. */
const UNAVAILABLE_STATES = /^(53|57P|25006)/

/** The error of the catalogue for what PostgreSQL answered; the transaction did not happen. */
export function errorOfState(sqlState: string, message: string, cause?: unknown): StoreError {
  if (sqlState === FENCED_STATE) return new FencedError(message, { cause })
  if (sqlState === TICK_GAP_STATE) return new TickGapError(message, { cause })
  if (UNAVAILABLE_STATES.test(sqlState)) {
    return new StoreUnavailableError(
      `the database cannot take this now (${message}). Nothing was written; try again later.`,
      {
        cause,
      },
    )
  }
  return new QueryError(message, sqlState, { cause })
}
