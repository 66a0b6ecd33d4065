// Which of some names somebody meant who wrote another one: for messages that ask "did you mean …?".

/** A name may differ from what was meant in a third of its letters, and always in one. */
const LETTERS_PER_SLIP = 3

/** The nearest of `names`, whatever its case and dashes; `undefined` when none is near. */
export function nearName(written: string, names: readonly string[]): string | undefined {
  const plain = plainOf(written)
  let best: { name: string; slips: number } | undefined
  for (const name of names) {
    const most = Math.max(1, Math.trunc(name.length / LETTERS_PER_SLIP))
    // A text of any length may come from outside: only what could be near is compared letter by letter.
    if (Math.abs(plain.length - name.length) > most + LETTERS_PER_SLIP) continue
    const slips = slipsBetween(plain, plainOf(name))
    if (slips <= most && (best === undefined || slips < best.slips)) best = { name, slips }
  }
  return best?.name
}

function plainOf(name: string): string {
  return name.toLowerCase().replaceAll(/[-_\s]/g, '')
}

/** Letters to add, leave out, change, or swap with their neighbour. */
function slipsBetween(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
