// The changing part of a firm as bytes. Lists are as long as the scenario says.
import type { ByteReader, ByteWriter } from '@civitas/kit'
import type { Firm } from '../economy/firm.ts'

//   firm ::= (stored:varint ordered:varint) × wants  labourMs:varint
export function writeFirm(out: ByteWriter, { stores, onOrder, labourMs }: Firm): void {
  stores.forEach((held, want) => {
    out.varint(held)
    out.varint(onOrder[want] ?? 0)
  })
  out.varint(labourMs)
}

export function readFirm(input: ByteReader, firm: Firm): void {
  for (let want = 0; want < firm.stores.length; want++) {
    firm.stores[want] = input.varint()
    firm.onOrder[want] = input.varint()
  }
  firm.labourMs = input.varint()
}
