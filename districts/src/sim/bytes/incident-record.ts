// Incidents as bytes, part of the state:
//
//   incidents ::= count:varint incident × count
//   incident  ::= id:text kind:u8 place:varint hidden:varint trade:text beganTick:varint untilMs:f64 workMs:varint
//                 count:varint helper:u32 × count
import { type ByteReader, type ByteWriter, must } from '@civitas/kit'
import { type BuildingKind, buildingKinds, incidentKinds } from '@civitas/schema'
import type { Incident } from '../incidents/incident.ts'

export function writeIncidents(out: ByteWriter, incidents: readonly Incident[]): void {
  out.varint(incidents.length)
  for (const { id, kind, place, hidden, trade, beganTick, untilMs, workMs, helpers } of incidents) {
    out.text(id)
    out.u8(incidentKinds.indexOf(kind))
    out.varint(place)
    out.varint(hidden + 1)
    out.text(trade ?? '')
    out.varint(beganTick)
    out.f64(untilMs)
    out.varint(workMs)
    out.varint(helpers.length)
    for (const helper of helpers) out.u32(helper)
  }
}

export function readIncidents(input: ByteReader): Incident[] {
  return Array.from({ length: input.varint() }, () => ({
    id: input.text(),
    kind: must(incidentKinds[input.u8()], 'kind of incident'),
    place: input.varint(),
    hidden: input.varint() - 1,
    trade: tradeNamed(input.text()),
    beganTick: input.varint(),
    untilMs: input.f64(),
    workMs: input.varint(),
    helpers: Array.from({ length: input.varint() }, () => input.u32()),
  }))
}

function tradeNamed(name: string): BuildingKind | undefined {
  return buildingKinds.find((kind) => kind === name)
}
