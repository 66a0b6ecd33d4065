// What residents remember having lived through: the kinds, and what each leaves to tell.

/** The index is the encoded value: new ones go to the end. */
export const experienceKinds = [
  'ate',
  'bought',
  'worked',
  'studied',
  'met',
  'was_given',
  'gave',
  'turned_away',
  'fainted',
  'heard_news',
  'befriended',
  'drifted_apart',
  'quarrelled',
  'reconciled',
  'met_as_agreed',
  'was_stood_up',
  'stood_up',
  'lent',
  'borrowed',
  'repaid',
  'was_repaid',
  'was_not_repaid',
  'did_not_repay',
  'fought_fire',
  'celebrated',
  'mended_lights',
  'spoke_with_strikers',
  'searched_child',
  'found_child',
  'breathed_smoke',
  'was_rescued',
  'lost_home',
  'found_home',
  'lost_job',
  'found_job',
  'built',
] as const
export type ExperienceKind = (typeof experienceKinds)[number]

/** Kinds that come round every day: a few of them are remembered, so that they do not crowd out the rest. */
export const everyday: ReadonlySet<ExperienceKind> = new Set(['ate', 'bought', 'worked', 'studied', 'met'])

/** Kinds that are heard all the time: whatever else there is to tell comes first. */
export const common: ReadonlySet<ExperienceKind> = new Set([...everyday, 'befriended', 'was_given'])

/** Kinds after which nobody says that there is nothing to tell, on that day and the next. Whom they befall is always there when they do. */
export const upheavals: ReadonlySet<ExperienceKind> = new Set([
  'fainted',
  'was_stood_up',
  'did_not_repay',
  'breathed_smoke',
  'was_rescued',
  'lost_home',
  'found_home',
  'lost_job',
  'found_job',
])

/** Kinds that people pass on about others. Each has its subject `gossip_…` in the grammar of talk. */
export const newsworthy: ReadonlySet<ExperienceKind> = new Set([
  'fainted',
  'befriended',
  'drifted_apart',
  'quarrelled',
  'reconciled',
  'stood_up',
  'did_not_repay',
  'was_given',
  'fought_fire',
  'found_child',
  'was_rescued',
  'lost_home',
  'found_home',
  'lost_job',
  'found_job',
  'built',
])
