// The form of a subject of talk: how its sentences begin and end, and their bodies.
//
// Holes: {0} whom one speaks to, {1} a place, {2} a person, {3} an item or skill, {4} when, {5} another person, {6} a number, {7} the same as a time of day.
import type { Closing, Opening } from './openings.ts'

export interface Subject {
  open: Opening
  close: Closing
  bodies: readonly string[]
}

export const subject = (open: Opening, close: Closing, ...bodies: string[]): Subject => ({ open, close, bodies })
