// The database as the store's adapters see it: whole transactions only, so that a worker thread, a pool and a fault injector are alike.

/** Bytes go in as `Uint8Array` and come back as one; `int8` comes back as a number. */
export type Param = string | number | boolean | null | Uint8Array | readonly (string | number | null)[]

export interface Statement {
  sql: string
  params?: readonly Param[]
}

export type Row = Readonly<Record<string, unknown>>

export interface BatchOptions {
  /** `ticks` goes before everything that waits in `rest`, the default. */
  queue?: 'ticks' | 'rest'
  /** Harmless when it happens twice, as reads are: run again after a lost connection instead of `UnknownOutcomeError`. */
  repeatable?: boolean
}

export interface Database {
  readonly kind: 'embedded' | 'postgres'
  /**
   * Runs the statements in order in one transaction and returns their rows, one list per statement. All or nothing.
   * Rejects with `FencedError` or `TickGapError` when a guard in it failed, with `StoreUnavailableError` when it surely did
   * not happen and may later, with `UnknownOutcomeError` when nobody knows, else with `QueryError`.
   */
  batch(statements: readonly Statement[], options?: BatchOptions): Promise<Row[][]>
  /** Gives back the room of dead rows and looks at the statistics: servers do so by themselves, the embedded database does not. */
  vacuum(table: string): Promise<void>
  /** Finishes what is under way and lets go of the database. */
  close(): Promise<void>
}

/** One statement, its rows. */
export async function run(database: Database, sql: string, params: readonly Param[] = []): Promise<Row[]> {
  const [rows = []] = await database.batch([{ sql, params }])
  return rows
}

/** One statement that only reads: repeated by itself when the connection is lost. */
export async function read(database: Database, sql: string, params: readonly Param[] = []): Promise<Row[]> {
  const [rows = []] = await database.batch([{ sql, params }], { repeatable: true })
  return rows
}
