// How often a caller may ask, and how long it may wait. At each limit the answer is a refusal that says when to come back.
import type { Rate } from './rate-limiter.ts'

/** Actions of one agent. [§9] */
export const ACTION_RATE: Rate = { perMinute: 100, burst: 200 }
/** Requests to act of one caller, whatever they are: ten times the rate of actions. Beyond it nothing is read any more. [§8] */
export const ATTEMPT_RATE: Rate = { perMinute: 1_000, burst: 2_000 }
/** Letters kept of what nobody could read; beyond it they are counted only. */
export const DEAD_LETTER_RATE: Rate = { perMinute: 30, burst: 60 }
/** Requests of one owner where anybody may sign up: a portal that is clicked through. */
export const OWNER_RATE: Rate = { perMinute: 600, burst: 600 }
/** Requests of one owner on the operator's own machine: a script that makes a thousand agents. */
export const LOCAL_OWNER_RATE: Rate = { perMinute: 6_000, burst: 6_000 }
/** Reads and long polls of one agent. [§9] */
export const READ_RATE: Rate = { perMinute: 300, burst: 300 }
/** Public reads of one address: a page that loads, a few dashboards. */
export const PUBLIC_RATE: Rate = { perMinute: 1_200, burst: 1_200 }
/** Sign-ups of one address where anybody may come. */
export const SIGN_UP_RATE: Rate = { perMinute: 0.2, burst: 10 }
/** Sign-ups on the operator's own machine: enough for a test of a few hundred accounts. */
export const LOCAL_SIGN_UP_RATE: Rate = { perMinute: 120, burst: 300 }
/** Passwords tried from one address for one e-mail. */
export const LOG_IN_RATE: Rate = { perMinute: 5, burst: 10 }
/** Passwords tried from one address at all: each costs 19 MiB and about 30 ms of a core. */
export const LOG_IN_ADDRESS_RATE: Rate = { perMinute: 120, burst: 300 }

/** Longest wait of a request for a result, an item or an observation, in milliseconds. [§9] */
export const MAX_WAIT_MS = 30_000
/** Longest wait of a request for a district's intake to take an action, in milliseconds. */
export const INTAKE_TIMEOUT_MS = 2_000
/** When to come back if the city cannot answer, in milliseconds: about one tick. */
export const RETRY_MS = 1_000
