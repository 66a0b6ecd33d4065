// Which folder may import which: the one table that the linter's configuration and the tidy tests both read.

/** Every package of ours is named `@civitas/<last part of its folder>`. */
export const SCOPE = '@civitas/'

const STORES = ['kit', 'schema', 'store', 'bus', 'telemetry'] as const

/** Folder → packages of ours that it may import. A folder not listed here may not exist as a workspace. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'shared/kit': [],
  'shared/schema': ['kit'],
  'shared/store': ['kit', 'schema'],
  'shared/bus': ['kit', 'schema'],
  'shared/telemetry': ['kit', 'schema'],
  districts: STORES,
  memory: STORES,
  server: STORES,
  'agent-runtime': [...STORES, 'memory'],
  client: ['kit', 'schema'],
  sdk: ['kit', 'schema'],
}

/** The pure core: only these packages and its own files. [DET-1] */
export const SIM = { folder: 'districts/src/sim', mayImport: ['kit', 'schema'] } as const

/** What of `Math` gives the same bits on every machine. [DET-1] */
export const PURE_MATH: readonly string[] = ['imul', 'trunc', 'min', 'max', 'abs']

/** Globals that reach outside the simulation, or differ from run to run. [DET-1] */
export const IMPURE_GLOBALS: readonly string[] =
  `Date performance Intl Temporal crypto process console globalThis fetch navigator setTimeout setInterval setImmediate
   queueMicrotask requestAnimationFrame WeakRef FinalizationRegistry SharedArrayBuffer Atomics`.split(/\s+/)

/** Folders that also run in a browser: no Node there. */
export const RUNS_IN_BROWSER: readonly string[] = ['shared/kit', 'shared/schema', 'client', 'sdk']

/** Most sources in one folder, tests and named registries aside: the house style says about 15. */
export const MAX_FOLDER_FILES = 20

/** Longest file and function, in lines. */
export const MAX_FILE_LINES = 400
export const MAX_FUNCTION_LINES = 70
