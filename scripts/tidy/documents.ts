// Checks of what documents and code say of each other: links lead somewhere, cited rules exist, a file to be made does not.
import { dirname, join, normalize } from 'node:path/posix'
import type { Source } from './checks.ts'

const RULE = /\[([A-Z]{3}-\d+)\]/g
const LINK = /\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g
const COPY = /\bCopy `([^`]+)` to `([^`]+)`/g

export function brokenLinks(documents: readonly Source[], exists: (path: string) => boolean): string[] {
  return documents.flatMap(({ path, text }) => {
    const targets = [...text.matchAll(LINK)].map(([, target = '']) => target).filter((target) => !target.includes(':'))
    const lost = targets.filter((target) => !exists(normalize(join(dirname(path), target))))
    return lost.map((target) => `${path} links to ${target}, which is not there.`)
  })
}

/** A newcomer told to copy a file must find it, and overwrite none: `Copy `a/b.ts` to `c.ts``. */
export function takenNames(documents: readonly Source[], exists: (path: string) => boolean): string[] {
  return documents.flatMap(({ path, text }) =>
    [...text.matchAll(COPY)].flatMap(([, from = '', to = '']) => {
      if (!exists(from)) return [`${path} has ${from} copied, which is not there.`]
      const target = join(dirname(from), to)
      return exists(target) ? [`${path} has ${from} copied over ${target}: name one that is not there.`] : []
    }),
  )
}

/** Rules are defined in bold in docs/protocol: `**ACT-4**`. */
export function unknownRules(sources: readonly Source[], protocol: readonly Source[]): string[] {
  const known = new Set(
    protocol.flatMap(({ text }) => [...text.matchAll(/\*\*([A-Z]{3}-\d+)\*\*/g)].map(([, id]) => id)),
  )
  return sources.flatMap(({ path, text }) => {
    const cited = new Set([...text.matchAll(RULE)].map(([, id]) => id))
    return [...cited]
      .filter((id) => !known.has(id))
      .map((id) => `${path} cites ${id}, which docs/protocol does not define.`)
  })
}
