// The table of docs/operations/storage.md, made from the one by which the store decides what to drop.
import { capsOf, STORAGE, STORAGE_MB, STORE_NAMES } from '@civitas/store'

export const STORAGE_PATH = 'docs/operations/storage.md'

const BEGIN = '<!-- made by `npm run docs` -->\n'
const END = '<!-- until here -->\n'
const MB = 1_000_000

/** The page with today's table between its marks; the words around it are written by hand. */
export function storagePage(before = ''): string {
  const [head = '', rest = ''] = before.split(BEGIN, 2)
  const tail = rest.split(END, 2)[1] ?? ''
  return `${head}${BEGIN}\n${storageTable()}\n${END}${tail}`
}

function storageTable(): string {
  const caps = capsOf(STORAGE_MB)
  const rows = STORE_NAMES.map((name) => {
    const { holds, share, kept, drops } = STORAGE[name]
    return `| \`${name}\` | ${holds} | ${kept} | ${Math.round(share * 100)} % | ${caps[name] / MB} MB | ${drops} |`
  })
  const head = ['| store | holds | kept | share | cap | at its cap goes |', '| --- | --- | --- | --- | --- | --- |']
  return [...head, ...rows].map((line) => `${line}\n`).join('')
}
