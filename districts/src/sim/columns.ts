// Tables of typed columns: one row to each resident, and no hole where somebody has left.

export type Column = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | Float64Array

/** `count` rows are in use; its columns are all of one length, at least that. */
export interface Table {
  count: number
}

/** In the order in which they were made. */
export function columnsOf(table: Table): Column[] {
  return Object.values(table).filter((value): value is Column => ArrayBuffer.isView(value))
}

/** Adds a row, all zero, and returns its slot. `make` makes longer columns when these are full. */
export function addRow<T extends Table>(table: T, make: (capacity: number) => Omit<T, 'count'>): number {
  const full = columnsOf(table)
  const capacity = full[0]?.length ?? 0
  if (table.count === capacity) {
    Object.assign(table, make(capacity * 2))
    columnsOf(table).forEach((column, i) => column.set(full[i] ?? []))
  }
  for (const column of columnsOf(table)) column[table.count] = 0
  return table.count++
}

/** Removes a row; the last one moves into its slot. */
export function removeRow(table: Table, slot: number): void {
  const last = --table.count
  for (const column of columnsOf(table)) column[slot] = column[last] ?? 0
}
