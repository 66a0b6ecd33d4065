// The households of a district as bytes, in the order in which they were founded: each tick's inputs give the same one everywhere.
import type { ByteReader, ByteWriter } from '@civitas/kit'
import type { Household } from '../economy/household.ts'

//   households ::= count:varint (number:u32 home:varint coins:f64 arrears:varint count:varint member:u32 × count) × count
export function writeHouseholds(out: ByteWriter, households: ReadonlyMap<number, Household>): void {
  out.varint(households.size)
  for (const [number, { home, coins, arrears, members }] of households) {
    out.u32(number)
    out.varint(home)
    out.f64(coins)
    out.varint(arrears)
    out.varint(members.length)
    for (const member of members) out.u32(member)
  }
}

export function readHouseholds(input: ByteReader, households: Map<number, Household>): void {
  for (let left = input.varint(); left > 0; left--) {
    const number = input.u32()
    const household = { home: input.varint(), coins: input.f64(), arrears: input.varint() }
    households.set(number, { ...household, members: Array.from({ length: input.varint() }, () => input.u32()) })
  }
}
