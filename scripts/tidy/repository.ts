// Reads the repository for the tidy checks: its files, its manifests, and earlier versions of what is frozen.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest, Source } from './checks.ts'
import type { Versions } from './frozen.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024

export class Repository {
  readonly root: string

  constructor(root = ROOT) {
    this.root = root
  }

  /** Every file of these kinds, committed or not yet, but ignored ones and fixtures. */
  files(kinds: RegExp): Source[] {
    const listed = this.#git('ls-files', '--cached', '--others', '--exclude-standard').split('\n')
    return [...new Set(listed)]
      .filter((path) => kinds.test(path) && !path.includes('/fixtures/') && this.exists(path))
      .map((path) => ({ path, text: this.read(path) }))
  }

  exists(path: string): boolean {
    return existsSync(join(this.root, path))
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  tracked(): Set<string> {
    return new Set(this.#git('ls-files').split('\n'))
  }

  manifests(): Manifest[] {
    const root = this.#manifest('.')
    return [root, ...(root.workspaces ?? []).map((folder) => this.#manifest(folder))]
  }

  /** The JSON files of a folder, present or past, each as it is and as every commit that touched it had it. */
  versionsIn(folder: string): Map<string, Versions> {
    const present = this.exists(folder)
      ? readdirSync(join(this.root, folder)).filter((name) => name.endsWith('.json'))
      : []
    const versions = new Map<string, { now: string | undefined; history: string[] }>()
    for (const name of present) versions.set(`${folder}/${name}`, { now: this.read(`${folder}/${name}`), history: [] })
    for (const { commit, path } of this.#touches(folder)) {
      if (!versions.has(path)) versions.set(path, { now: undefined, history: [] })
      versions.get(path)?.history.push(this.#git('show', `${commit}:${path}`))
    }
    return versions
  }

  /** Without a whole history (a shallow clone) there is nothing to compare with. */
  #touches(folder: string): { commit: string; path: string }[] {
    if (this.#git('rev-parse', '--is-shallow-repository').trim() === 'true') return []
    const log = this.#git('log', '--format=>%H', '--name-only', '--diff-filter=AM', '--', `${folder}/*.json`)
    const touches: { commit: string; path: string }[] = []
    let commit = ''
    for (const line of log.split('\n').filter(Boolean)) {
      if (line.startsWith('>')) commit = line.slice(1)
      else touches.push({ commit, path: line })
    }
    return touches
  }

  #manifest(folder: string): Manifest & { workspaces?: string[] } {
    return { folder, ...JSON.parse(this.read(join(folder, 'package.json'))) }
  }

  #git(...words: string[]): string {
    return execFileSync('git', words, { cwd: this.root, encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES })
  }
}
