// Reads columns of a row by the type that the schema gives them.
import { assert } from '@civitas/kit'
import type { Row } from '../database.ts'

export function text(row: Row, column: string): string {
  const value = row[column]
  assert(typeof value === 'string', `${column} is text`)
  return value
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  assert(typeof value === 'number', `${column} is a number`)
  return value
}

export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column]
  assert(value instanceof Uint8Array, `${column} holds bytes`)
  return value
}

export function texts(row: Row, column: string): string[] {
  const value = row[column]
  assert(Array.isArray(value), `${column} is an array`)
  return value.map(String)
}

/** `{ [field]: value }`, or nothing to spread when the column is null. */
export function maybe<Field extends string, T>(
  field: Field,
  row: Row,
  column: string,
  read: (row: Row, column: string) => T,
): { [Key in Field]?: T } {
  return row[column] == null ? {} : ({ [field]: read(row, column) } as { [Key in Field]?: T })
}
