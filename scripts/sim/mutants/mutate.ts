// Puts a kept fault into one source file as it is loaded; nothing on disk changes.
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import type { Mutant } from './mutants.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Call it before anything of the city is imported. A fault whose line is gone fails the load. */
export function mutate({ name, file, from, to }: Mutant): void {
  const wanted = pathToFileURL(join(ROOT, file)).href
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      if (url !== wanted) return loaded
      const source = String(loaded.source)
      const parts = source.split(from)
      if (parts.length !== 2)
        throw new Error(`mutant ${name}: ${file} has its line ${parts.length - 1} times, not once`)
      return { ...loaded, source: parts.join(to) }
    },
  })
}
