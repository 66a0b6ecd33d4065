// The legs of the test run, in order. To add one, add a line.

/** Which command runs a leg: `npm test`, `npm run test:services`, or `.ci/run` alone. */
export type Tier = 'test' | 'services' | 'ci'

export interface Leg {
  name: string
  tier: Tier
  /** A binary of node_modules/.bin with its words, or the name of a vitest project. */
  run: { command: readonly string[] } | { vitest: string }
  env?: Readonly<Record<string, string>>
  /** A leg still running after this many minutes hangs: it is ended and has failed. */
  limitMinutes: number
}

export const LEGS: readonly Leg[] = [
  { name: 'format', tier: 'test', run: { command: ['oxfmt', '--check'] }, limitMinutes: 1 },
  { name: 'lint', tier: 'test', run: { command: ['oxlint'] }, limitMinutes: 1 },
  { name: 'types', tier: 'test', run: { command: ['tsc', '-b'] }, limitMinutes: 3 },
  { name: 'dead code', tier: 'test', run: { command: ['knip', '--no-config-hints'] }, limitMinutes: 2 },
  { name: 'unit', tier: 'test', run: { vitest: 'unit' }, limitMinutes: 8 },
  {
    name: 'simulator',
    tier: 'test',
    run: { command: ['node', 'scripts/sim.ts', '--seeds', '1-50', '--processes', '2'] },
    limitMinutes: 6,
  },
  {
    name: 'city day',
    tier: 'test',
    run: { command: ['node', 'scripts/city-day.ts', '--seeds', '1-3', '--days', '1', '--processes', '2'] },
    limitMinutes: 4,
  },
  { name: 'process', tier: 'test', run: { vitest: 'process' }, limitMinutes: 12 },
  { name: 'browser', tier: 'test', run: { vitest: 'browser' }, limitMinutes: 8 },
  {
    name: 'bundled browser',
    tier: 'ci',
    run: { vitest: 'browser' },
    env: { CIVITAS_SYSTEM_CHROMIUM: '0', CHROMIUM_PATH: '' },
    limitMinutes: 10,
  },
  {
    name: 'simulator, 500 seeds',
    tier: 'ci',
    run: { command: ['node', 'scripts/sim.ts', '--seeds', '51-550', '--processes', '2'] },
    limitMinutes: 15,
  },
  {
    name: 'simulator, kept faults',
    tier: 'ci',
    run: { command: ['node', 'scripts/sim.ts', '--mutants'] },
    limitMinutes: 15,
  },
  {
    name: 'city day, a month',
    tier: 'ci',
    run: { command: ['node', 'scripts/city-day.ts', '--seeds', '1-2', '--days', '30', '--processes', '2'] },
    limitMinutes: 10,
  },
  { name: 'stories', tier: 'ci', run: { command: ['node', 'scripts/story.ts', '--published'] }, limitMinutes: 5 },
  { name: 'services', tier: 'services', run: { vitest: 'services' }, limitMinutes: 10 },
]
