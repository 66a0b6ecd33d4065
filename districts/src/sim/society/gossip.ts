// What goes from mouth to mouth: who tells a story has told it, who hears one remembers it as hearsay and thinks its part.
import { type ExperienceKind, experienceKinds, meansKinds, newsworthy } from '@civitas/schema'
import { BOND_FULL, GOSSIP_AFFECTION, GOSSIP_TRUST } from '../limits/people.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { bounded, bondWith, openBond } from './bonds.ts'
import type { Remark } from './conversation.ts'
import { type Experience, hearsay } from './experiences.ts'

const RECOUNT = meansKinds.indexOf('recount')
const GOSSIP = meansKinds.indexOf('gossip')

/** What gossip of each kind says for or against whom it is about. */
const verdicts: Readonly<Partial<Record<ExperienceKind, number>>> = {
  reconciled: 1,
  befriended: 1,
  quarrelled: -1,
  stood_up: -2,
  did_not_repay: -2,
  fought_fire: 1,
  found_child: 2,
}

/** Counts how often a story was told, so that it is not told for ever, and keeps who heard it last. */
export function countTelling({ experiences }: Resident, listener: number, remark: Remark): void {
  if (remark.kind !== RECOUNT && remark.kind !== GOSSIP) return
  for (const story of experiences) {
    if (!isTold(story, remark)) continue
    story.told += 1
    story.toldTo = listener
  }
}

/** Whether the words were about it: what they leave open fits. */
function isTold(story: Experience, { what, place, about, other, item }: Remark): boolean {
  if (experienceKinds.indexOf(story.kind) !== what || story.who !== about) return false
  if (place >= 0 && story.place !== place) return false
  return (other === 0 || story.other === other) && (item < 0 || story.what === item)
}

/** A listener takes a story in, and thinks better or worse of whom it is about: the more the better it trusts who tells it. */
export function takeIn(world: World, listener: Resident, teller: number, remark: Remark): void {
  if (remark.kind !== RECOUNT && remark.kind !== GOSSIP) return
  const kind = experienceKinds[remark.what]
  const who = remark.kind === GOSSIP ? remark.about : teller
  if (kind === undefined || !newsworthy.has(kind) || who === listener.number || remark.other === listener.number) return
  hearsay(world, listener, { kind, place: remark.place, who, other: remark.other, source: teller })
  const verdict = remark.kind === GOSSIP ? (verdicts[kind] ?? 0) : 0
  if (verdict !== 0) judgeByHearsay(world, listener, { who, teller, verdict })
}

function judgeByHearsay(world: World, listener: Resident, of: { who: number; teller: number; verdict: number }): void {
  const belief = Math.max(1, (bondWith(listener, of.teller)?.trust ?? 0) + BOND_FULL / 2)
  const bond = openBond(world, listener, of.who)
  bond.affection = bounded(bond.affection + share(of.verdict * GOSSIP_AFFECTION, belief), -BOND_FULL)
  bond.trust = bounded(bond.trust + share(of.verdict * GOSSIP_TRUST, belief), -BOND_FULL)
}

/** The part of a weight that somebody believed so much has. */
function share(weight: number, belief: number): number {
  return Math.trunc((weight * Math.min(BOND_FULL, belief)) / BOND_FULL)
}
