// What passes between the main thread and the worker that runs the embedded database.
import type { Row, Statement } from '../database.ts'

export interface WorkerStart {
  directory: string
}

export type ToWorker =
  | { type: 'batch'; id: number; statements: readonly Statement[] }
  | { type: 'vacuum'; id: number; table: string }
  | { type: 'close' }

export type FromWorker =
  | { type: 'open' }
  /** Could not be opened or migrated; the worker ends. */
  | { type: 'failed'; name: string; message: string }
  | { type: 'done'; id: number; results: Row[][] }
  /** Rolled back. */
  | { type: 'refused'; id: number; sqlState: string; message: string }
  /** The database itself broke: the worker ends, the outcome is not known. */
  | { type: 'broken'; id: number; message: string }
