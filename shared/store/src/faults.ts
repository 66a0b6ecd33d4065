// Breaks a database on purpose, for tests of what happens then.
import type { BatchOptions, Database, Row, Statement } from './database.ts'
import { writes } from './embedded/disk-room.ts'
import { StoreUnavailableError, UnknownOutcomeError } from './errors.ts'

export type Fault =
  /** Writes are refused as on a full disk; reads go on. */
  | 'disk_full'
  /** Transactions happen, but nobody hears of it. */
  | 'answer_lost'

/** The switch of a broken database. */
export interface Faults {
  /** Holds until `heal`. */
  start(fault: Fault): void
  heal(): void
}

/** A database like the given one, until its faults are started. */
export function withFaults(database: Database): { database: Database; faults: Faults } {
  let fault: Fault | undefined
  return {
    faults: {
      start: (next) => {
        fault = next
      },
      heal: () => {
        fault = undefined
      },
    },
    database: {
      kind: database.kind,
      async batch(statements: readonly Statement[], options?: BatchOptions): Promise<Row[][]> {
        const hit = statements.some(writes) ? fault : undefined
        if (hit === 'disk_full') {
          throw new StoreUnavailableError(
            'the database cannot take this now (No space left on device). Nothing was written.',
          )
        }
        const results = await database.batch(statements, options)
        if (hit === 'answer_lost' && !options?.repeatable) throw new UnknownOutcomeError('the answer was lost')
        return results
      },
      vacuum: (table) => database.vacuum(table),
      close: () => database.close(),
    },
  }
}
