// Checkpoints of the embedded database: it has no background process that makes them, and without one its log grows for ever.
import type { PGlite } from '@electric-sql/pglite'
import { must } from '@civitas/kit'

/** Log between two checkpoints: bounds both the disk that it takes and the time that a recovery takes. */
const LOG_BYTES = 32 * 1024 * 1024
/** Asking how long the log is costs a tenth of a millisecond: not after each transaction. */
const ASK_EVERY_BATCHES = 32

export class Checkpoints {
  private batches = 0
  private from: string | undefined

  /** Called between two transactions. A checkpoint takes some 25 ms. */
  async afterBatch(database: PGlite): Promise<void> {
    if (++this.batches % ASK_EVERY_BATCHES !== 0) return
    const sql = 'select pg_current_wal_lsn()::text as here, pg_wal_lsn_diff(pg_current_wal_lsn(), $1)::float8 as bytes'
    const { rows } = await database.query<{ here: string; bytes: number | null }>(sql, [this.from ?? null])
    const { here, bytes } = must(rows[0], 'a row')
    if (bytes !== null && bytes < LOG_BYTES) return
    if (bytes !== null) await database.exec('checkpoint')
    this.from = here
  }
}
