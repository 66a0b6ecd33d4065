// Turns the import table into lint overrides. A later one replaces the whole option list of an earlier one.
import { builtinModules } from 'node:module'
import type { OxlintOverride } from 'oxlint'
import { IMPURE_GLOBALS, MAY_IMPORT, PURE_MATH, RUNS_IN_BROWSER, SCOPE, SIM } from './layout.ts'

type Pattern = { message: string } & ({ group: string[] } | { regex: string })

const TESTS = '*.test.{ts,tsx}'

/** Matches every import that is neither relative nor of our scope. (The linter's expressions know no look-ahead.) */
const OTHER_PACKAGES = '^[^.@]|^@[^c]|^@c[^i]'

export function directionOverrides(): OxlintOverride[] {
  return [
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => imports(`${folder}/**`, ours(folder, allowed))),
    ...RUNS_IN_BROWSER.flatMap(browserOverrides),
    simOverride(),
    simTestOverride(),
  ]
}

function imports(files: string, patterns: Pattern[]): OxlintOverride {
  return { files: [files], rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

/** Sources that also run in a browser know no Node; their tests may. */
function browserOverrides(folder: string): OxlintOverride[] {
  const patterns = ours(folder, MAY_IMPORT[folder] ?? [])
  const builtins = builtinModules.filter((name) => !name.startsWith('_'))
  const noNode = { group: ['node:*', ...builtins], message: `${folder} also runs in a browser.` }
  return [imports(`${folder}/src/**`, [...patterns, noNode]), imports(`${folder}/src/**/${TESTS}`, patterns)]
}

function simOverride(): OxlintOverride {
  const patterns: Pattern[] = [
    { regex: OTHER_PACKAGES, message: 'The simulation imports kit, schema and its own files only. [DET-1]' },
    { group: ['**/host/**', '**/compose.ts'], message: 'The simulation knows nothing of its host. [DET-1]' },
    ...ours(SIM.folder, SIM.mayImport),
  ]
  return {
    files: [`${SIM.folder}/**`],
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS.map(impureGlobal)],
      'no-restricted-properties': ['error', ...impureMath()],
    },
  }
}

/** Tests of the core may use the test runner, and measure time; they still keep the direction of their workspace. */
function simTestOverride(): OxlintOverride {
  const patterns = ours('districts', MAY_IMPORT['districts'] ?? [])
  return {
    files: [`${SIM.folder}/**/${TESTS}`],
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
    },
  }
}

/** What a folder may import of ours: by package name, never by a path into another workspace. */
function ours(folder: string, allowed: readonly string[]): Pattern[] {
  const message = `${folder} may import ${allowed.map((name) => SCOPE + name).join(', ') || 'no package of ours'}.`
  const exceptions = allowed.flatMap((name) => [`!${SCOPE}${name}`, `!${SCOPE}${name}/**`])
  const paths = Object.keys(MAY_IMPORT).map((other) => `**/${other.replace('shared/', '')}/src/**`)
  return [
    { group: paths, message: 'Import another workspace by its package name, and only where the table allows it.' },
    { group: [`${SCOPE}*`, `${SCOPE}*/**`, ...exceptions], message },
  ]
}

function impureGlobal(name: string) {
  return { name, message: 'Not in the simulation: the same inputs must give the same state on every machine. [DET-1]' }
}

function impureMath() {
  const names = Object.getOwnPropertyNames(Math).filter((name) => !PURE_MATH.includes(name))
  const message = `Of Math, the simulation uses ${PURE_MATH.join(', ')} only. [DET-1]`
  return names.map((property) => ({ object: 'Math', property, message }))
}
