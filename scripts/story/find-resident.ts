// Whom somebody means: a full name, a part of one, or a number.

/** Names shown when none fits. */
const SHOWN_MAX = 60

/** Throws with the names that there are when nobody, or more than one, is called so. */
export function findResident(names: ReadonlyMap<number, string>, who: string): { number: number; name: string } {
  const people = [...names].map(([number, name]) => ({ number, name }))
  const wanted = who
    .trim()
    .toLowerCase()
    .replace(/^[a#]?(\d+)$/, '$1')
  const exact = people.filter(({ number, name }) => String(number) === wanted || name.toLowerCase() === wanted)
  const found = exact.length > 0 ? exact : people.filter(({ name }) => name.toLowerCase().includes(wanted))
  const [first, ...more] = found
  if (first && more.length === 0) return first
  const known = (first ? found : people).map(({ number, name }) => `${name} (${number})`)
  const shown = known.slice(0, SHOWN_MAX).join(', ')
  const rest = known.length > SHOWN_MAX ? ` and ${known.length - SHOWN_MAX} more` : ''
  throw new Error(`${first ? 'More than one is' : 'Nobody is'} called “${who}”. There are: ${shown}${rest}`)
}
