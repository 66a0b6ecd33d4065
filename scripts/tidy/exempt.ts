// The named exceptions of the tidy checks, each with its reason.

/** Generated files and tables of data: any length. */
export const LONG_FILES: readonly string[] = []

/** Registries: their listing is the list of features, so they may grow. */
export const LARGE_FOLDERS: readonly string[] = [
  'districts/src/sim/actions',
  'districts/src/sim/commands',
  'districts/src/sim/events',
  'districts/src/sim/systems',
  'server/src/rest',
  'shared/store/src/migrations',
]

/** The checks themselves, and their tests, name what they look for. */
export const NAME_WHAT_THEY_FORBID: readonly string[] = ['scripts/tidy/checks.ts', 'scripts/tidy/checks.test.ts']
