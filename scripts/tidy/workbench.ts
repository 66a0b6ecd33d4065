// A scratch folder holding one fixture, and the tools of the house let loose on it with the house's own configuration.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const FIXTURES = join(import.meta.dirname, 'fixtures')

/** What a tool printed, or an empty text when it found nothing. */
export type Verdict = string

export class Workbench {
  readonly folder: string

  constructor(fixture: string) {
    this.folder = mkdtempSync(join(tmpdir(), 'civitas-tidy-'))
    cpSync(join(FIXTURES, fixture), this.folder, { recursive: true })
  }

  lint(): Verdict {
    const config = `export { default } from ${JSON.stringify(join(ROOT, 'oxlint.config.ts'))}\n`
    writeFileSync(join(this.folder, 'oxlint.config.ts'), config)
    return this.#run('oxlint', ['--format=unix'])
  }

  checkTypes(file: string): Verdict {
    const options = { composite: false, emitDeclarationOnly: false, noEmit: true, types: [] }
    const config = { extends: join(ROOT, 'tsconfig.base.json'), compilerOptions: options, files: [file] }
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify(config))
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }')
    return this.#run('tsc', ['-p', '.'])
  }

  checkFormat(file: string): Verdict {
    return this.#run('oxfmt', ['--check', '-c', join(ROOT, '.oxfmtrc.json'), file])
  }

  findDeadCode(): Verdict {
    return this.#run('knip', [])
  }

  git(...words: string[]): void {
    const identity = ['-c', 'user.name=fixture', '-c', 'user.email=fixture@localhost', '-c', 'commit.gpgsign=false']
    spawnSync('git', [...identity, ...words], { cwd: this.folder })
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  #run(tool: string, words: string[]): Verdict {
    const bin = join(ROOT, 'node_modules', '.bin')
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` }
    const shell = process.platform === 'win32'
    const { status, stdout, stderr } = spawnSync(join(bin, tool), words, {
      cwd: this.folder,
      env,
      encoding: 'utf8',
      shell,
    })
    return status === 0 ? '' : stdout + stderr || `exit code ${status}`
  }
}
