// Reads the repository for the tidy checks: its sources, its manifests, and earlier versions of a file.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest, Source } from './checks.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SOURCES = /\.(ts|tsx|mjs|py|sh|css|sql)$/
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024

export class Repository {
  readonly root: string

  constructor(root = ROOT) {
    this.root = root
  }

  /** Every source, committed or not yet, but ignored ones. */
  sources(): Source[] {
    const listed = this.#git('ls-files', '--cached', '--others', '--exclude-standard').split('\n')
    return [...new Set(listed)]
      .filter((path) => SOURCES.test(path) && !path.includes('/fixtures/') && existsSync(join(this.root, path)))
      .map((path) => ({ path, text: readFileSync(join(this.root, path), 'utf8') }))
  }

  tracked(): Set<string> {
    return new Set(this.#git('ls-files').split('\n'))
  }

  manifests(): Manifest[] {
    const root = this.#manifest('.')
    return [root, ...(root.workspaces ?? []).map((folder) => this.#manifest(folder))]
  }

  /** What a committed file said at each commit that touched it, newest first; empty without a whole history. */
  history(path: string): string[] {
    if (this.#git('rev-parse', '--is-shallow-repository').trim() === 'true') return []
    const commits = this.#git('log', '--format=%H', '--diff-filter=AM', '--', path).split('\n').filter(Boolean)
    return commits.map((commit) => this.#git('show', `${commit}:${path}`))
  }

  #manifest(folder: string): Manifest & { workspaces?: string[] } {
    return { folder, ...JSON.parse(readFileSync(join(this.root, folder, 'package.json'), 'utf8')) }
  }

  #git(...words: string[]): string {
    return execFileSync('git', words, { cwd: this.root, encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES })
  }
}
