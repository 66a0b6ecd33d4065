// A resident's bonds and memories as bytes.
//
//   social     ::= count:varint bond × count  count:varint experience × count  talking:u8 [conversation]
//                  count:varint appointment × count  count:varint debt × count  count:varint debt × count (claims)
//                  asked:u8 [of:u32 coins:varint day:varint]
//   appointment ::= with:u32 place+1:varint due:varint flags:u8 (1 agreed, 2 mine, 4 came)
//   debt       ::= other:u32 coins:varint dueDay:varint overdue:u8
//   bond       ::= other:u32 flags:u8 familiarity:varint affection+1000:varint trust+1000:varint sinceDay:varint metDay:varint last:u8
//   experience ::= kind:u8 day:varint minute:varint place+1:varint who:varint other:varint what+1:varint source:varint told:varint
//                  [toldTo:u32]    kind has its highest bit set when it was told to somebody
//   conversation ::= with:u32 turns:varint tick:varint said+1:varint [remark]    talking: 0 no, 1 yes, 2 with a remark to answer
//   remark     ::= kind+1:varint what+1:varint place+1:varint about:varint other:varint item+1:varint number+1:varint
import { type ByteReader, type ByteWriter, must } from '@civitas/kit'
import { experienceKinds, standings } from '@civitas/schema'
import { BOND_FULL } from '../limits/people.ts'
import { type Bond, encounters } from '../society/bonds.ts'
import type { Conversation, Remark } from '../society/conversation.ts'
import type { Appointment } from '../society/appointments.ts'
import type { Debt } from '../society/debts.ts'
import type { Experience } from '../society/experiences.ts'
import type { Resident } from '../people/resident.ts'

const FAMILY = 4
const TALKING = 1
const TO_ANSWER = 2
const WAS_TOLD = 0x80

export function writeSocial(out: ByteWriter, resident: Resident): void {
  const { bonds, experiences, conversation } = resident
  out.varint(bonds.length)
  for (const bond of bonds) writeBond(out, bond)
  out.varint(experiences.length)
  for (const experience of experiences) writeExperience(out, experience)
  out.u8(conversation ? (conversation.heard ? TO_ANSWER : TALKING) : 0)
  if (conversation) writeConversation(out, conversation)
  writePromises(out, resident)
}

export function readSocial(input: ByteReader, resident: Resident): void {
  resident.bonds = Array.from({ length: input.varint() }, () => readBond(input))
  resident.experiences = Array.from({ length: input.varint() }, () => readExperience(input))
  const talking = input.u8()
  if (talking !== 0) resident.conversation = readConversation(input, talking)
  readPromises(input, resident)
}

function writeBond(out: ByteWriter, bond: Bond): void {
  out.u32(bond.other)
  out.u8(standings.indexOf(bond.standing) | (bond.isFamily ? FAMILY : 0))
  out.varint(bond.familiarity)
  out.varint(bond.affection + BOND_FULL)
  out.varint(bond.trust + BOND_FULL)
  out.varint(bond.sinceDay)
  out.varint(bond.metDay)
  out.u8(encounters.indexOf(bond.last))
}

function readBond(input: ByteReader): Bond {
  const other = input.u32()
  const flags = input.u8()
  return {
    other,
    standing: must(standings[flags & (FAMILY - 1)], 'standing'),
    isFamily: (flags & FAMILY) !== 0,
    familiarity: input.varint(),
    affection: input.varint() - BOND_FULL,
    trust: input.varint() - BOND_FULL,
    sinceDay: input.varint(),
    metDay: input.varint(),
    last: must(encounters[input.u8()], 'encounter'),
  }
}

function writeExperience(out: ByteWriter, experience: Experience): void {
  const { kind, day, minute, place, who, other, what, source, told, toldTo } = experience
  out.u8(experienceKinds.indexOf(kind) | (toldTo === 0 ? 0 : WAS_TOLD))
  for (const value of [day, minute, place + 1, who, other, what + 1, source, told]) out.varint(value)
  if (toldTo !== 0) out.u32(toldTo)
}

function readExperience(input: ByteReader): Experience {
  const kind = input.u8()
  return {
    kind: must(experienceKinds[kind & ~WAS_TOLD], 'kind of experience'),
    day: input.varint(),
    minute: input.varint(),
    place: input.varint() - 1,
    who: input.varint(),
    other: input.varint(),
    what: input.varint() - 1,
    source: input.varint(),
    told: input.varint(),
    toldTo: (kind & WAS_TOLD) === 0 ? 0 : input.u32(),
  }
}

function writeConversation(out: ByteWriter, { with: other, turns, tick, said, heard }: Conversation): void {
  out.u32(other)
  for (const value of [turns, tick, said + 1]) out.varint(value)
  if (!heard) return
  const { kind, what, place, about, other: second, item, number } = heard
  for (const value of [kind + 1, what + 1, place + 1, about, second, item + 1, number + 1]) out.varint(value)
}

function readConversation(input: ByteReader, talking: number): Conversation {
  const talk = { with: input.u32(), turns: input.varint(), tick: input.varint(), said: input.varint() - 1 }
  return { ...talk, heard: talking === TO_ANSWER ? readRemark(input) : undefined }
}

function readRemark(input: ByteReader): Remark {
  const [kind, what, place] = [input.varint() - 1, input.varint() - 1, input.varint() - 1]
  const [about, other, item] = [input.varint(), input.varint(), input.varint() - 1]
  return { kind, what, place, about, other, item, number: input.varint() - 1 }
}

function writePromises(out: ByteWriter, { appointments, debts, claims, loanQuestion }: Resident): void {
  out.varint(appointments.length)
  for (const { with: other, place, due, isAgreed, isMine, came } of appointments) {
    out.u32(other)
    out.varint(place + 1)
    out.varint(due)
    out.u8((isAgreed ? 1 : 0) | (isMine ? 2 : 0) | (came ? 4 : 0))
  }
  writeDebts(out, debts)
  writeDebts(out, claims)
  out.u8(loanQuestion ? 1 : 0)
  if (!loanQuestion) return
  out.u32(loanQuestion.of)
  out.varint(loanQuestion.coins)
  out.varint(loanQuestion.day)
}

function readPromises(input: ByteReader, resident: Resident): void {
  resident.appointments = Array.from({ length: input.varint() }, () => readAppointment(input))
  resident.debts = Array.from({ length: input.varint() }, () => readDebt(input))
  resident.claims = Array.from({ length: input.varint() }, () => readDebt(input))
  if (input.u8() === 0) return
  resident.loanQuestion = { of: input.u32(), coins: input.varint(), day: input.varint() }
}

function readAppointment(input: ByteReader): Appointment {
  const what = { with: input.u32(), place: input.varint() - 1, due: input.varint() }
  const flags = input.u8()
  return { ...what, isAgreed: (flags & 1) !== 0, isMine: (flags & 2) !== 0, came: (flags & 4) !== 0 }
}

function writeDebts(out: ByteWriter, debts: readonly Debt[]): void {
  out.varint(debts.length)
  for (const { other, coins, dueDay, isOverdue } of debts) {
    out.u32(other)
    out.varint(coins)
    out.varint(dueDay)
    out.u8(isOverdue ? 1 : 0)
  }
}

function readDebt(input: ByteReader): Debt {
  return { other: input.u32(), coins: input.varint(), dueDay: input.varint(), isOverdue: input.u8() === 1 }
}
