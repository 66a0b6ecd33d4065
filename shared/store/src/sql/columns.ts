// Many rows in one statement: as one array per column.
import type { Param, Statement } from '../database.ts'

/** Rows turned into one array per column, as `unnest` takes them. */
export function columnsOf(rows: readonly (readonly (string | number | null)[])[]): Param[] {
  const width = rows[0]?.length ?? 0
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null))
}

/** Nothing when there are no rows. */
export function insertMany(columns: Param[], sql: string): Statement[] {
  return columns.length === 0 ? [] : [{ sql, params: columns }]
}
