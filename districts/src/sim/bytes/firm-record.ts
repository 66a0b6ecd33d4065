// The changing part of a firm as bytes. Lists are as long as the scenario says, but for the staff.
import type { ByteReader, ByteWriter } from '@civitas/kit'
import type { Firm } from '../economy/firm.ts'

const CAME = 1
const UNPAID = 2

//   firm ::= (stored:varint ordered:varint) × wants  labourMs:varint  positions:varint wagePercent:varint takings:varint
//            brokeDays:varint closedDays:varint loan:varint
//            (sold:varint usual:varint) × shelves  count:varint (resident:u32 missed:varint flags:u8) × count
export function writeFirm(out: ByteWriter, firm: Firm): void {
  firm.stores.forEach((held, want) => {
    out.varint(held)
    out.varint(firm.onOrder[want] ?? 0)
  })
  for (const value of [
    firm.labourMs,
    firm.positions,
    firm.wagePercent,
    firm.takings,
    firm.brokeDays,
    firm.closedDays,
    firm.loan,
  ])
    out.varint(value)
  firm.sold.forEach((sold, shelf) => {
    out.varint(sold)
    out.varint(firm.usual[shelf] ?? 0)
  })
  out.varint(firm.staff.length)
  for (const { resident, missed, came, unpaid } of firm.staff) {
    out.u32(resident)
    out.varint(missed)
    out.u8((came ? CAME : 0) | (unpaid ? UNPAID : 0))
  }
}

/** @param wants how many the firm had when it was written */
export function readFirm(input: ByteReader, firm: Firm, wants = firm.stores.length): void {
  for (let want = 0; want < wants; want++) {
    firm.stores[want] = input.varint()
    firm.onOrder[want] = input.varint()
  }
  firm.labourMs = input.varint()
  firm.positions = input.varint()
  firm.wagePercent = input.varint()
  firm.takings = input.varint()
  firm.brokeDays = input.varint()
  firm.closedDays = input.varint()
  firm.loan = input.varint()
  for (let shelf = 0; shelf < firm.sold.length; shelf++) {
    firm.sold[shelf] = input.varint()
    firm.usual[shelf] = input.varint()
  }
  firm.staff = Array.from({ length: input.varint() }, () => {
    const [resident, missed, flags] = [input.u32(), input.varint(), input.u8()]
    return { resident, missed, came: (flags & CAME) !== 0, unpaid: (flags & UNPAID) !== 0 }
  })
}
