// Who lives in a district. What everybody is asked for in every tick lies in columns, all else in the object itself.
import { type Means, skills, type Words } from '@civitas/schema'
import type { Purse } from '../world.ts'
import { KEYS_REMEMBERED } from '../limits.ts'
import type { Appointment } from '../society/appointments.ts'
import type { Bond } from '../society/bonds.ts'
import type { Conversation } from '../society/conversation.ts'
import type { Debt, LoanQuestion } from '../society/debts.ts'
import type { Experience } from '../society/experiences.ts'
import { activities, type Activity, activityCodes, type Bodies, isAwake, LONG_AGO, NEVER, UNKNOWN } from './bodies.ts'

/** The index is the encoded value. */
export const passes = ['none', 'asked', 'granted'] as const
export type Pass = (typeof passes)[number]

/** An utterance as somebody remembers it. */
export interface Heard {
  from: number
  channel: 'say' | 'tell'
  words: Words
  means?: Means
  tick: number
}

/** What a district keeps for an agent that gets a stream. */
export interface StreamMemory {
  /** Two words per key; a ring. [ACT-7] */
  keys: Uint32Array
  keysSeen: number
  heard: Heard[]
}

/** A ride by tram, waited for or under way. Steps count from the first tick of the city. */
export interface Ride {
  /** Index in the city's tramways, and the car. */
  course: number
  car: number
  /** Step from which one can get in, and at which it comes to stand at the goal. */
  boards: number
  alights: number
  aboard: boolean
}

/**
 * Somebody who lives in the district. What the systems look at for everybody in every tick lies in a row of `bodies`, which reads
 * and writes here like anything else of it.
 */
export class Resident implements Purse {
  readonly number: number
  /** Row in the columns of bodies and of motion; changes when somebody else leaves. */
  slot: number
  private bodies: Bodies
  coins = 0
  /** Handoff epoch: grows by one at each border. */
  epoch = 0
  /** Whether a mind outside the city reads along. */
  streamed = false
  /** Addresses of buildings anywhere in the city, -1 for none. */
  home = -1
  job = -1
  /** Number of the household, 0 for none; kept where its home is. */
  household = 0
  /** Count per item index. */
  inventory: number[]
  /** What it has learned, per skill: 0 … FULL. */
  skills = skills.map(() => 0)
  /** Numbers of the plots it owns, anywhere in the city. */
  plots: number[] = []
  /** Whom it knows: at most BONDS_MAX. */
  bonds: Bond[] = []
  /** What it remembers, oldest first: at most EXPERIENCES_MAX. */
  experiences: Experience[] = []
  /** What it owes and is owed. */
  debts: Debt[] = []
  claims: Debt[] = []
  loanQuestion: LoanQuestion | undefined = undefined
  /** While the activity is `riding`. */
  ride: Ride | undefined = undefined
  /** Id of the action that began the activity. */
  actionId: string | undefined = undefined
  /** Coins earned in this activity. */
  earned = 0
  /** Items written to its stream so far. */
  seq = 0
  lastRefused = false
  /** Address of the building that turned its built-in mind away last, -1 for none, and the tick. */
  shunned = -1
  shunnedTick = 0
  /** What the district beyond said to somebody who walks over the border, and the tick of the question. [HND] */
  pass: Pass = 'none'
  askedTick = 0
  /** Tick of its last body action, and utterances in that of its last one. */
  bodyTick = 0
  spokeCount = 0
  stream: StreamMemory | undefined = undefined
  private exchange: Conversation | undefined = undefined
  private dates: readonly Appointment[] = []

  /** Outdoors and idle, with every need full; `slot` is its row in `bodies`. */
  constructor(number: number, bodies: Bodies, slot: number, items: number) {
    this.number = number
    this.bodies = bodies
    this.slot = slot
    this.inventory = Array.from({ length: items }, () => 0)
  }

  /** Goes out of the district: what is still asked of it comes from `own`, columns of one row. */
  detach(own: Bodies): void {
    this.bodies = own
    this.slot = 0
  }

  get activity(): Activity {
    return activities[this.bodies.activity[this.slot] as number] as Activity
  }

  set activity(activity: Activity) {
    this.bodies.activity[this.slot] = activityCodes[activity]
    this.bodies.bonus[this.slot] = UNKNOWN
  }

  /** Whoever is not hears and sees nothing. */
  get isAwake(): boolean {
    return isAwake(this.bodies, this.slot)
  }

  /** The last exchange with somebody, running or over. */
  get conversation(): Conversation | undefined {
    return this.exchange
  }

  set conversation(conversation: Conversation | undefined) {
    this.exchange = conversation
    this.bodies.talkTick[this.slot] = conversation?.tick ?? LONG_AGO
  }

  /** Whom it meets where and when: set anew when anything of it changes. */
  get appointments(): readonly Appointment[] {
    return this.dates
  }

  set appointments(appointments: readonly Appointment[]) {
    this.dates = appointments
    this.bodies.nextDue[this.slot] = appointments.reduce((first, { due }) => Math.min(first, due), NEVER)
  }

  /** Needs in thousandths of a point, 0 … FULL. */
  get energy(): number {
    return this.bodies.energy[this.slot] as number
  }

  set energy(value: number) {
    this.bodies.energy[this.slot] = value
  }

  get hunger(): number {
    return this.bodies.hunger[this.slot] as number
  }

  set hunger(value: number) {
    this.bodies.hunger[this.slot] = value
  }

  get social(): number {
    return this.bodies.social[this.slot] as number
  }

  set social(value: number) {
    this.bodies.social[this.slot] = value
  }

  get purpose(): number {
    return this.bodies.purpose[this.slot] as number
  }

  set purpose(value: number) {
    this.bodies.purpose[this.slot] = value
  }

  /** City milliseconds in a clinic that would heal it, 0 when it is well. */
  get hurtMs(): number {
    return this.bodies.hurtMs[this.slot] as number
  }

  set hurtMs(value: number) {
    this.bodies.hurtMs[this.slot] = value
  }

  /** Building it is inside, -1 outdoors. */
  get building(): number {
    return this.bodies.building[this.slot] as number
  }

  set building(value: number) {
    this.bodies.building[this.slot] = value
  }

  /** City milliseconds that the activity still takes; unused while walking. */
  get leftMs(): number {
    return this.bodies.leftMs[this.slot] as number
  }

  set leftMs(value: number) {
    this.bodies.leftMs[this.slot] = value
  }

  /** Where it goes or rides, what it eats, what it studies, how it passes the time: address in the city; item, skill, pastime index; -1. */
  get target(): number {
    return this.bodies.target[this.slot] as number
  }

  set target(value: number) {
    this.bodies.target[this.slot] = value
  }

  /** City milliseconds worked or studied in this activity, and the part of a coin that is owed for it. */
  get workedMs(): number {
    return this.bodies.workedMs[this.slot] as number
  }

  set workedMs(value: number) {
    this.bodies.workedMs[this.slot] = value
  }

  get wageRest(): number {
    return this.bodies.wageRest[this.slot] as number
  }

  set wageRest(value: number) {
    this.bodies.wageRest[this.slot] = value
  }

  /** Tick of its last utterance. */
  get spokeTick(): number {
    return this.bodies.spokeTick[this.slot] as number
  }

  set spokeTick(value: number) {
    this.bodies.spokeTick[this.slot] = value
  }
}

export function createStreamMemory(): StreamMemory {
  return { keys: new Uint32Array(KEYS_REMEMBERED * 2), keysSeen: 0, heard: [] }
}
