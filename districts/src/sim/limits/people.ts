// The numbers of friendship and memory, with unit and reason. Familiarity runs from 0 to 1,000, affection and trust from −1,000 to 1,000.

/** People whom one resident can keep in mind; the weakest bond makes room. */
export const BONDS_MAX = 20
/** Experiences that a resident remembers, of its own and by hearsay; the oldest are forgotten first. */
export const EXPERIENCES_MAX = 16
/** Of those, meals, errands and shifts: a day or so of them. */
export const EVERYDAY_MAX = 7

/** Where the strongest bond ends. */
export const BOND_FULL = 1_000
/** From here on, on both sides, two are friends. */
export const FRIEND_FAMILIARITY = 300
export const FRIEND_AFFECTION = 320
/** Below either of these they no longer are: lower, so that nobody is a friend on and off. */
export const FRIEND_FAMILIARITY_LEAST = 140
export const FRIEND_AFFECTION_LEAST = 180

/** What one day without meeting takes: a part in this many, of each. Half of affection is gone after eleven days. */
export const FADE_FAMILIARITY = 28
export const FADE_AFFECTION = 16
export const FADE_TRUST = 60
/** Relatives stay dear: their affection does not fade below this. */
export const FAMILY_AFFECTION_LEAST = 300

/** Affection follows how well two get on: each meeting closes one part in this many of the distance, times its weight. */
export const LIKING_PARTS = 40
/** Trust follows affection where nothing speaks against it, more slowly. */
export const TRUST_PARTS = 120

/** How a founding family, colleagues and neighbours stand on the first day. */
export const FAMILY_BOND = { familiarity: 800, affection: 350, trust: 600 } as const
/** How far apart in the list of a household two still are relatives: more than any family needs, and no more than bonds hold. */
export const FAMILY_REACH = 6
export const COLLEAGUE_FAMILIARITY = 180
export const NEIGHBOUR_FAMILIARITY = 90
/** Colleagues, and neighbours, whom one knows on the first day: those next in the list of the house. */
export const KNOWN_AT_FOUNDING = 2

/** Ticks after which two who talked before begin anew, with a greeting. */
export const ENCOUNTER_TICKS = 90
/** What gossip for or against somebody weighs with a listener who believes every word. */
export const GOSSIP_AFFECTION = 25
export const GOSSIP_TRUST = 40
/** Stories that somebody knows from others; the oldest are forgotten first. */
export const HEARSAY_MAX = 4
/** Relationships that an observation tells. */
export const RELATIONSHIPS_SHOWN = 8
/** City minutes for which something happened just now. */
export const JUST_NOW_MINUTES = 60
/** How often somebody tells the same story. */
export const TOLD_MAX = 3
/** One turns to an acquaintance near by rather than to the nearest from this affection on, but for once in so many times. */
export const DEAR_AFFECTION = 60
export const TURN_TO_NEAREST_IN = 5

/** Appointments, debts and claims that one resident keeps in mind, of each. */
export const APPOINTMENTS_MAX = 4
export const DEBTS_MAX = 4
/** City minutes before the agreed time from which on one is there in time, and for which one waits after it. */
export const APPOINTMENT_EARLY_MINUTES = 20
export const APPOINTMENT_LATE_MINUTES = 45
/** City days until a loan is due, and after which nobody asks for it any more. */
export const LOAN_DAYS = 5
export const WRITE_OFF_DAYS = 20
/** City days for which a question for a loan stands. */
export const LOAN_QUESTION_DAYS = 1
/** A quarrel begins where affection is no more than this after an offence: nobody breaks with a dear friend over a trifle. */
export const QUARREL_BELOW = 420
/** What a quarrel takes from affection, and what making up gives back. */
export const QUARREL_AFFECTION = 180
export const RECONCILE_AFFECTION = 160
/** City minutes before an appointment at which idle pastimes are broken off: time to walk across two districts. */
export const CALL_MINUTES = 100
/** Trust from which somebody says that it trusts another one: a third of acquaintances get so far. */
export const TRUSTED_FROM = 50
/** Friends, relatives and people at odds that a public profile names, of each. */
export const FRIENDS_SHOWN = 5
