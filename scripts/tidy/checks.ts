// The tidy checks: each takes sources as data and gives one line per fault, empty when all is well.
import { dirname, join, normalize } from 'node:path/posix'
import { LARGE_FOLDERS, LONG_FILES, NAME_WHAT_THEY_FORBID } from './exempt.ts'
import { MAX_FILE_LINES, MAX_FOLDER_FILES, MAY_IMPORT, PURE_MATH, SCOPE, SIM } from './layout.ts'

export interface Source {
  /** From the root of the repository, with slashes. */
  path: string
  text: string
}

export interface Manifest {
  folder: string
  name?: string | undefined
  dependencies?: Record<string, string> | undefined
  devDependencies?: Record<string, string> | undefined
}

export function longFiles(sources: readonly Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .filter(({ path, lines }) => lines > MAX_FILE_LINES && !LONG_FILES.includes(path))
    .map(({ path, lines }) => `${path} has ${lines} lines; ${MAX_FILE_LINES} is the limit. Split it by what it does.`)
}

/** Counts sources; tests stand beside them for free. */
export function largeFolders(sources: readonly Source[]): string[] {
  const sizes = new Map<string, number>()
  for (const { path } of sources.filter((source) => !isTest(source.path))) {
    sizes.set(dirname(path), (sizes.get(dirname(path)) ?? 0) + 1)
  }
  return [...sizes]
    .filter(([folder, size]) => size > MAX_FOLDER_FILES && !LARGE_FOLDERS.includes(folder))
    .map(
      ([folder, size]) =>
        `${folder} holds ${size} sources; ${MAX_FOLDER_FILES} is the limit. Give a group of them a folder.`,
    )
}

/** A task left in the code names the issue that will do it: `TODO(#12)`. */
export function looseTodos(sources: readonly Source[]): string[] {
  return matches(sources, /\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/, 'names no issue: write TODO(#12), or do it')
}

/** A test left alone silences all the others. */
export function loneTests(sources: readonly Source[]): string[] {
  const tests = sources.filter(({ path }) => isTest(path))
  return matches(tests, /\b(it|test|describe)\.only\b/, 'keeps all other tests from running')
}

/** What the linter does not see: `const { sin } = Math`, `Math[name]`, and `**`. [DET-1] */
export function impureMath(sources: readonly Source[]): string[] {
  const sim = sources.filter(({ path }) => path.startsWith(`${SIM.folder}/`) && !isTest(path))
  const code = sim.map(({ path, text }) => ({ path, text: withoutComments(text) }))
  const allowed = new RegExp(`\\bMath\\b(?!\\.(${PURE_MATH.join('|')})\\b)`)
  return [
    ...matches(code, allowed, `uses Math beyond ${PURE_MATH.join(', ')}`),
    ...matches(code, /\*\*/, 'uses **, which may differ between machines'),
  ]
}

/** Relative imports stay inside their workspace, those of the pure core inside the core. */
export function escapingImports(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const home = homeOf(path)
    if (home === undefined) return []
    const escapes = relativeImports(path, text).filter((target) => !target.startsWith(`${home}/`))
    return escapes.map((target) => `${path} imports ${target}, which is outside ${home}.`)
  })
}

/** A committed file must not need one that is not: it would work on one machine only. */
export function untrackedImports(sources: readonly Source[], tracked: ReadonlySet<string>): string[] {
  return sources
    .filter(({ path }) => tracked.has(path) && !NAME_WHAT_THEY_FORBID.includes(path))
    .flatMap(({ path, text }) => {
      const lost = relativeImports(path, text).filter((target) => !tracked.has(target) && !target.includes('/dist/'))
      return lost.map(
        (target) => `${path} imports ${target}, which is not in the repository: add it or mend the import.`,
      )
    })
}

/** The import table also binds each package.json; and every version is exact. */
export function wrongDependencies(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap(({ folder, name, dependencies, devDependencies }) => {
    const all = Object.entries({ ...dependencies, ...devDependencies })
    const ranges = all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    const faults = ranges.map(([other, version]) => `${folder}/package.json: ${other} ${version} is no exact version.`)
    if (folder === '.') return faults
    const allowed = MAY_IMPORT[folder]?.map((other) => SCOPE + other)
    if (allowed === undefined) return [...faults, `${folder} is not in the import table of scripts/tidy/layout.ts.`]
    if (name !== nameOf(folder)) faults.push(`${folder}/package.json: its name should be ${nameOf(folder)}.`)
    const wrong = all.filter(([other]) => other.startsWith(SCOPE) && !allowed.includes(other))
    return [...faults, ...wrong.map(([other]) => `${folder}/package.json: ${folder} may not import ${other}.`)]
  })
}

function nameOf(folder: string): string {
  return SCOPE + folder.replace(/^.*\//, '')
}

function homeOf(path: string): string | undefined {
  if (path.startsWith(`${SIM.folder}/`) && !isTest(path)) return SIM.folder
  return Object.keys(MAY_IMPORT).find((folder) => path.startsWith(`${folder}/`))
}

/** Targets of relative imports of sources, from the root of the repository. */
function relativeImports(path: string, text: string): string[] {
  const specifiers = withoutComments(text).matchAll(
    /(?:\bfrom\s*|\bimport\s*\(?\s*)['"](\.{1,2}\/[^'"]+\.(?:[mc]?[jt]sx?|json))['"]/g,
  )
  return [...specifiers].map(([, specifier = '']) => normalize(join(dirname(path), specifier)))
}

function matches(sources: readonly Source[], pattern: RegExp, fault: string): string[] {
  return sources
    .filter(({ path }) => !NAME_WHAT_THEY_FORBID.includes(path))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }))
      return lines.filter(({ line }) => pattern.test(line)).map(({ number }) => `${path}:${number} ${fault}.`)
    })
}

/** Blanks comments and keeps the lines; strings may stay, for a false hit in one is easily reworded. */
function withoutComments(text: string): string {
  const blank = (found: string) => found.replaceAll(/[^\n]/g, ' ')
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, blank).replaceAll(/(^|[^:'"`])\/\/.*$/gm, blank)
}

function isTest(path: string): boolean {
  return /\.(test|suite)\.tsx?$|(^|\/)test\//.test(path)
}
